-- file: migrations/1_init.up.sql
CREATE TABLE t (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  a varchar(10), b varchar(10), c numeric(10, 2), d numeric(10, 2), e timestamptz, f timestamptz, g text, h integer, i cidr,
  j char(4), k varchar(10)[]
);
-- file: migrations/2_free.up.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE t ALTER a TYPE varchar(20), ALTER b TYPE text USING b::text, ALTER c TYPE numeric(12, 2), ALTER COLUMN i SET DATA TYPE inet;
ALTER TABLE t ALTER k TYPE varchar[];
-- file: migrations/3_not_free.up.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE t ALTER a TYPE varchar(5), ALTER b TYPE text USING upper(b), ALTER d TYPE numeric(12, 3), ALTER e TYPE timestamp, ALTER h TYPE smallint;
-- file: migrations/4_in_utc.up.sql
SET LOCAL lock_timeout = '2s';
SET LOCAL TIME ZONE 'UTC';
ALTER TABLE t ALTER f TYPE timestamp;
