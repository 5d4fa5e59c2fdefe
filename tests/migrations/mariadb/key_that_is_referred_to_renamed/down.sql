-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE p RENAME INDEX eins TO one;

ALTER TABLE c RENAME INDEX zwei TO two;
