-- Back again.

DROP VIEW v;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;

CREATE VIEW v AS SELECT * FROM t;
