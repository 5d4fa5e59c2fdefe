-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: every value of users.`rank`, users.kind is lost.
ALTER TABLE users
  DROP COLUMN `rank`,
  DROP COLUMN kind;
