-- Back again.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE b TO a;
