CREATE TABLE items (id int PRIMARY KEY, name text NOT NULL, parent int REFERENCES items);
CREATE VIEW named (a, b) WITH (security_barrier = true) AS SELECT id, name FROM items WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE OR REPLACE VIEW named (a, b, c) AS SELECT id, name, parent FROM items;
CREATE RECURSIVE VIEW depths (id, depth) AS
  SELECT id, 0 FROM items WHERE parent IS NULL
  UNION ALL
  SELECT i.id, d.depth + 1 FROM items i JOIN depths d ON d.id = i.parent;
CREATE VIEW over AS SELECT d.id, n.b FROM depths d LEFT JOIN named n ON n.a = d.id + 1;
ALTER VIEW named RENAME COLUMN c TO upper_item;
ALTER VIEW over ALTER COLUMN b SET DEFAULT 'x';
ALTER VIEW over RENAME TO overview;
