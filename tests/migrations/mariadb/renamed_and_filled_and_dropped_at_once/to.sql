CREATE TABLE t (
  id int PRIMARY KEY,
  -- @was a
  first varchar(20) NOT NULL DEFAULT '',
  -- @was b
  last varchar(30),
  -- @backfill concat(first, ' ', last, ' ', gone)
  whole varchar(60) NOT NULL,
  KEY ab (first, last),
  FULLTEXT KEY (whole)
);
