-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE nodes RENAME TO leaves;

ALTER TABLE leaves RENAME COLUMN id TO key;

ALTER TABLE leaves RENAME COLUMN parent TO above;

CREATE TABLE rowtype_new_leaves (
  key INTEGER PRIMARY KEY,
  above INTEGER,
  name TEXT,
  FOREIGN KEY (above) REFERENCES leaves (key) ON DELETE CASCADE,
  UNIQUE (name)
);

INSERT INTO rowtype_new_leaves (key, above, name)
SELECT key, above, name
FROM leaves;

DROP TABLE leaves;

ALTER TABLE rowtype_new_leaves RENAME TO leaves;
