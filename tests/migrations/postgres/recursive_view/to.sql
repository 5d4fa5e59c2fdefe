CREATE TABLE nodes (id bigint PRIMARY KEY, parent bigint REFERENCES nodes);
CREATE VIEW depths AS
WITH RECURSIVE d AS (
  SELECT id, 0 AS depth FROM nodes WHERE parent IS NULL
  UNION ALL
  SELECT n.id, d.depth + 1 FROM nodes n JOIN d ON n.parent = d.id
)
SELECT id, depth FROM d;
