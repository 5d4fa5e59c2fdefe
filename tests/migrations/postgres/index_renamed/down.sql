-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER INDEX t_a RENAME TO i;

ALTER INDEX t_lower_a RENAME TO j;
