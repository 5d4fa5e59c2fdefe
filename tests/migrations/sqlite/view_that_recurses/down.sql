-- Back again.
PRAGMA foreign_keys = OFF;

DROP VIEW depths;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  up INTEGER,
  FOREIGN KEY (up) REFERENCES t (id)
);

INSERT INTO rowtype_new_t (id, up)
SELECT id, up
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE VIEW depths AS WITH RECURSIVE d (id, n) AS (SELECT id, 0 FROM t WHERE up IS NULL UNION ALL SELECT t.id, n + 1 FROM t JOIN d ON t.up = d.id) SELECT id, n FROM d;
