-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN words DROP DEFAULT;

ALTER TABLE t ALTER COLUMN words TYPE varchar(10)[] USING words::varchar(10)[];

ALTER TABLE t ALTER COLUMN words SET DEFAULT '{}';

ALTER TABLE t ALTER COLUMN numbers TYPE integer[] USING numbers::integer[];
