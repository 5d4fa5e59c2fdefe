-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users RENAME COLUMN about TO bio;

ALTER TABLE users RENAME CONSTRAINT users_about_check TO users_bio_check;

ALTER INDEX users_about RENAME TO users_bio;
