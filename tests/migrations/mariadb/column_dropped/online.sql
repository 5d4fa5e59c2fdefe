-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users DROP INDEX by_age, ALGORITHM=NOCOPY, LOCK=NONE;

-- DANGER: every value of users.bio, users.age is lost.
ALTER TABLE users
  DROP COLUMN bio,
  DROP COLUMN age,
  ALGORITHM=INSTANT;

