-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP VIEW homes;

-- DANGER: every zip of the values in t.home is lost.
ALTER TYPE address DROP ATTRIBUTE zip;

ALTER TYPE address ADD ATTRIBUTE town text COLLATE "C";

CREATE VIEW homes AS SELECT id, (home).street AS street FROM t;
