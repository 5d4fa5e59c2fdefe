CREATE TABLE t (
  id integer PRIMARY KEY,
  -- How many there are.
  -- @was n
  -- @backfill 0
  count bigint NOT NULL DEFAULT 1 CHECK (count >= 0)
);
CREATE VIEW v AS SELECT count AS n FROM t;
CREATE INDEX t_count ON t (count);
COMMENT ON COLUMN t.count IS 'How many there are.';
