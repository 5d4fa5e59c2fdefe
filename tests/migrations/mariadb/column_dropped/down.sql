-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users
  ADD COLUMN bio text,
  ADD COLUMN age int,
  ADD INDEX by_age (age, name);
