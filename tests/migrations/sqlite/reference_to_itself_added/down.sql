-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_nodes (
  id INTEGER PRIMARY KEY,
  name TEXT
);

INSERT INTO rowtype_new_nodes (id, name)
SELECT id, name
FROM nodes;

-- DANGER: every value of nodes.parent is lost.
DROP TABLE nodes;

ALTER TABLE rowtype_new_nodes RENAME TO nodes;
