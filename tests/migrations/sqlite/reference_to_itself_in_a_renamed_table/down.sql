-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE leaves RENAME TO nodes;

ALTER TABLE nodes RENAME COLUMN key TO id;

ALTER TABLE nodes RENAME COLUMN above TO parent;

CREATE TABLE rowtype_new_nodes (
  id INTEGER PRIMARY KEY,
  parent INTEGER,
  name TEXT,
  FOREIGN KEY (parent) REFERENCES nodes (id)
);

INSERT INTO rowtype_new_nodes (id, parent, name)
SELECT id, parent, name
FROM nodes;

DROP TABLE nodes;

ALTER TABLE rowtype_new_nodes RENAME TO nodes;
