CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  n INTEGER DEFAULT 0,
  -- @backfill upper(a)
  b TEXT
);
CREATE TRIGGER t_counted AFTER UPDATE ON t BEGIN UPDATE t SET n = n + 1 WHERE id = NEW.id; END;
