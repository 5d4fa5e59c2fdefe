CREATE TABLE t (
  id int PRIMARY KEY,
  -- @backfill CASE state WHEN 'done' THEN 'closed' ELSE state END
  state ENUM('open', 'closed') NOT NULL DEFAULT 'open',
  KEY (state)
);
