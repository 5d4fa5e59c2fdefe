-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_nodes (
  id INTEGER PRIMARY KEY,
  parent INTEGER,
  name TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (parent) REFERENCES nodes (id) ON DELETE SET NULL
);

INSERT INTO rowtype_new_nodes (id, parent, name)
SELECT id, parent, coalesce(name, '')
FROM nodes;

DROP TABLE nodes;

ALTER TABLE rowtype_new_nodes RENAME TO nodes;
