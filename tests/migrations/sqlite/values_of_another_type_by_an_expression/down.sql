-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  price REAL NOT NULL,
  at TEXT
);

INSERT INTO rowtype_new_t (id, price, at)
SELECT id, price, at
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
