-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TYPE address RENAME ATTRIBUTE code TO zip;

CREATE OR REPLACE VIEW homes AS SELECT id, (home).zip AS zip FROM t;
