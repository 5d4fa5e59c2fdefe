CREATE TABLE t (
  id int PRIMARY KEY,
  -- @backfill done = 'yes'
  done boolean NOT NULL DEFAULT false,
  KEY by_done (done),
  more int
);
