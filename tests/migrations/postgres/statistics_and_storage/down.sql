-- Back again.
SET LOCAL lock_timeout = '5s';

DROP STATISTICS t_ab;

-- NOT WRITTEN: `ALTER TABLE t ALTER COLUMN a SET STORAGE EXTERNAL`, which the schema does not hold any more; write by hand how it is taken back.

-- NOT WRITTEN: `ALTER TABLE t ALTER COLUMN b SET STATISTICS 500`, which the schema does not hold any more; write by hand how it is taken back.
