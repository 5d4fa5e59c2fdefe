-- Back again.
SET LOCAL lock_timeout = '5s';

DROP VIEW homes;

-- DANGER: every town of the values in t.home is lost.
ALTER TYPE address DROP ATTRIBUTE town;

ALTER TYPE address ADD ATTRIBUTE zip varchar(10);

CREATE VIEW homes AS SELECT id, (home).street AS street FROM t;
