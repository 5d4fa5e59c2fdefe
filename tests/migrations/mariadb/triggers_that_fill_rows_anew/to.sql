CREATE TABLE t (
  id int PRIMARY KEY,
  n int NOT NULL DEFAULT 0,
  -- @backfill id * 2
  twice int NOT NULL
);
CREATE TRIGGER counted BEFORE UPDATE ON t FOR EACH ROW SET NEW.n = OLD.n + 1;
