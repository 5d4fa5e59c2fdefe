-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE users RENAME COLUMN bio TO about;

DROP INDEX users_bio;

CREATE INDEX users_about ON users (lower(about)) WHERE about IS NOT NULL;
