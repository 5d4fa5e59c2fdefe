-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  price INTEGER NOT NULL,
  at INTEGER
);

-- DANGER: every value of t.price is computed anew, as CAST(round(price * 100) AS INTEGER), every value of t.at is computed anew, as unixepoch(at).
INSERT INTO rowtype_new_t (id, price, at)
SELECT id, CAST(round(price * 100) AS INTEGER), unixepoch(at)
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
