-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE posts DROP FOREIGN KEY author;

ALTER TABLE posts DROP INDEX author;

-- DANGER: every value of posts.user_id is lost.
ALTER TABLE posts DROP COLUMN user_id;
