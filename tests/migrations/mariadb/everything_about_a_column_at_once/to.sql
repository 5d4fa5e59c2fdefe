CREATE TABLE t (
  id int PRIMARY KEY,
  -- @was a
  -- @backfill 'none'
  b varchar(20) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'x' COMMENT 'why' CHECK (b <> ''),
  z int,
  UNIQUE KEY b (b)
);
