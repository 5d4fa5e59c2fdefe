-- Written by `rowtype diff`; read it before it runs.

DROP INDEX users_bio;

ALTER TABLE users RENAME COLUMN bio TO about;

CREATE INDEX users_about ON users (lower(about)) WHERE about IS NOT NULL;
