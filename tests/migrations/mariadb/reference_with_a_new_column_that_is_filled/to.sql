CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (
  id int PRIMARY KEY,
  -- @backfill (SELECT min(p.id) FROM p)
  p_id int NOT NULL,
  FOREIGN KEY (p_id) REFERENCES p (id)
);
