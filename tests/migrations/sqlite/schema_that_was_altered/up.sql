-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  b TEXT,
  "c c" INTEGER NOT NULL DEFAULT 5,
  d TEXT COLLATE NOCASE,
  e INTEGER,
  f GENERATED ALWAYS AS ("c c" * 2) VIRTUAL,
  UNIQUE (b),
  CHECK ("c c" > 0),
  FOREIGN KEY (e) REFERENCES t (id) ON DELETE CASCADE
);

INSERT INTO rowtype_new_t (id, b, "c c", d, e)
SELECT id, b, "c c", d, e
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE INDEX old_a ON t (b);
