-- file: migrations/1_init.up.sql
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL);
CREATE INDEX users_email ON users (email);
-- file: migrations/1_init.down.sql
DROP TABLE users;
-- file: migrations/2_bio.up.sql
ALTER TABLE users ADD COLUMN bio text;
DROP INDEX users_email;
-- file: migrations/2_bio.down.sql
-- What the way up has made goes again: no loss that anybody has not seen.
CREATE INDEX users_email ON users (email);
ALTER TABLE users DROP COLUMN bio;
-- file: migrations/3_posts.up.sql
-- A table that is made here is no hazard, whatever is done to it.
CREATE TABLE posts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text);
CREATE INDEX posts_title ON posts (title);
ALTER TABLE posts ADD CONSTRAINT posts_title CHECK (title <> '');
ALTER TABLE posts ALTER COLUMN title SET NOT NULL;
UPDATE posts SET title = 'none';
ALTER TABLE posts ALTER COLUMN title TYPE varchar(10);
-- file: migrations/3_posts.down.sql
DROP TABLE posts;
ALTER TABLE users DROP COLUMN email;
-- file: migrations/4_again.up.sql
ALTER TABLE posts ALTER COLUMN title TYPE varchar(20);
ALTER TABLE posts ALTER COLUMN title TYPE varchar(5);
