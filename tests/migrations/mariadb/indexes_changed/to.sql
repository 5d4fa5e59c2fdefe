CREATE TABLE t (
  id int PRIMARY KEY,
  a varchar(100) NOT NULL,
  b text,
  c int,
  p point NOT NULL,
  KEY one (a(20)),
  KEY two (b(20)),
  KEY three (c ASC),
  KEY four (c, a) COMMENT 'those two',
  FULLTEXT KEY words (b),
  SPATIAL KEY places (p)
);
CREATE UNIQUE INDEX six ON t (c, a DESC);
