-- Written by `rowtype diff`; read it before it runs.

DROP VIEW v3;

DROP VIEW v2;

DROP VIEW v1;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;

CREATE VIEW v1 AS SELECT id, a FROM t;

CREATE VIEW v2 AS SELECT id FROM v1 WHERE a IS NOT NULL;

CREATE VIEW v3 AS SELECT * FROM t;
