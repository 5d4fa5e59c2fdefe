-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  login TEXT NOT NULL
);

INSERT INTO rowtype_new_t (id, email, login)
SELECT id, email, login
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;
