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
-- file: migrations/5_not_proven.up.sql
-- A CHECK that is not validated proves nothing.
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ADD CONSTRAINT there CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE users ADD COLUMN name text;
ALTER TABLE users ADD CHECK (name IS NOT NULL) NOT VALID;
-- file: migrations/6_not_proven.up.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ALTER COLUMN name SET NOT NULL;
-- file: migrations/7_made_anew.up.sql
-- The rows are lost, though a table of that name is there again.
DROP TABLE posts;
CREATE TABLE posts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent_id bigint UNIQUE REFERENCES posts (id));
-- file: migrations/8_children.up.sql
CREATE TABLE likes (post_id bigint PRIMARY KEY REFERENCES posts (id));
