-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users RENAME TO people;

ALTER TABLE people RENAME COLUMN email TO mail;

ALTER TABLE posts RENAME COLUMN user_id TO person_id;

ALTER TABLE posts DROP CONSTRAINT posts_user_id_fkey;

ALTER TABLE posts DROP CONSTRAINT posts_title_check;

ALTER TABLE people DROP CONSTRAINT users_age_check;

DROP VIEW open_posts;

ALTER TABLE people RENAME CONSTRAINT users_pkey TO people_pkey;

ALTER INDEX posts_user RENAME TO posts_person;

ALTER TYPE state RENAME TO state_old;

CREATE TYPE state AS ENUM ('draft', 'open');

ALTER TABLE posts ALTER COLUMN state DROP DEFAULT;

ALTER TABLE posts ALTER COLUMN state TYPE state USING state::text::state;

ALTER TABLE posts ALTER COLUMN state SET DEFAULT 'draft';

ALTER TABLE people ALTER COLUMN id TYPE integer;

ALTER TABLE people ALTER COLUMN age TYPE text;

ALTER TABLE people ALTER COLUMN mail DROP NOT NULL;

ALTER TABLE posts ADD COLUMN old text;

ALTER TABLE posts ALTER COLUMN id TYPE integer;

ALTER SEQUENCE posts_id_seq AS integer;

ALTER TABLE posts ALTER COLUMN person_id TYPE integer;

ALTER TABLE posts ALTER COLUMN title TYPE varchar(40);

CREATE VIEW open_posts AS SELECT p.id, p.title, u.mail FROM posts p JOIN people u ON u.id = p.person_id WHERE p.state = 'open';

ALTER TABLE posts ADD CONSTRAINT posts_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id);

-- DANGER: every value of posts.at is lost.
ALTER TABLE posts DROP COLUMN at;

DROP TYPE state_old;
