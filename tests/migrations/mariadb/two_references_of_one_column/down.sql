-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY b;

ALTER TABLE c RENAME INDEX b TO a;
