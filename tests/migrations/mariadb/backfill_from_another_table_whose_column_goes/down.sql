-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users ADD COLUMN street varchar(20);

-- DANGER: every value of homes.street is lost.
ALTER TABLE homes DROP COLUMN street;
