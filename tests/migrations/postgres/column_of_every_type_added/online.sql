-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN a smallint;

ALTER TABLE t ADD COLUMN b bigint;

ALTER TABLE t ADD COLUMN c numeric(12, 4);

ALTER TABLE t ADD COLUMN d real;

ALTER TABLE t ADD COLUMN e double precision;

ALTER TABLE t ADD COLUMN f text COLLATE "C";

ALTER TABLE t ADD COLUMN g varchar(20);

ALTER TABLE t ADD COLUMN h char(3);

ALTER TABLE t ADD COLUMN i bytea;

ALTER TABLE t ADD COLUMN j date;

ALTER TABLE t ADD COLUMN k time;

ALTER TABLE t ADD COLUMN l timestamptz(3);

ALTER TABLE t ADD COLUMN m interval;

ALTER TABLE t ADD COLUMN n uuid;

ALTER TABLE t ADD COLUMN o json;

ALTER TABLE t ADD COLUMN p jsonb;

ALTER TABLE t ADD COLUMN q inet;

ALTER TABLE t ADD COLUMN r cidr;

ALTER TABLE t ADD COLUMN s macaddr;

ALTER TABLE t ADD COLUMN t point;

ALTER TABLE t ADD COLUMN u int4range;

ALTER TABLE t ADD COLUMN v tstzrange;

ALTER TABLE t ADD COLUMN w text[];

ALTER TABLE t ADD COLUMN x integer[][];

ALTER TABLE t ADD COLUMN y bit(4);

ALTER TABLE t ADD COLUMN z bit varying(8);

