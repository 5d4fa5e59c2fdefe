-- Back again.
PRAGMA foreign_keys = OFF;

DROP VIEW v3;

DROP VIEW v2;

DROP VIEW v1;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  b INTEGER
);

INSERT INTO rowtype_new_t (id, a, b)
SELECT id, a, b
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE VIEW v1 AS SELECT id, a FROM t WHERE b > 0;

CREATE VIEW v2 (n, m) AS SELECT id, upper(a) FROM v1;

CREATE VIEW v3 AS WITH w AS (SELECT n FROM v2) SELECT count(*) AS c FROM w WHERE n IN (SELECT id FROM v1);
