-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_nodes (
  id INTEGER PRIMARY KEY,
  parent INTEGER,
  name TEXT,
  FOREIGN KEY (parent) REFERENCES nodes (id) ON DELETE CASCADE
);

INSERT INTO rowtype_new_nodes (id, parent, name)
SELECT id, parent, name
FROM nodes;

DROP TABLE nodes;

ALTER TABLE rowtype_new_nodes RENAME TO nodes;
