-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users RENAME COLUMN id TO ident;

ALTER TABLE posts RENAME COLUMN user_id TO author;

ALTER TABLE posts RENAME INDEX user_id TO author;
