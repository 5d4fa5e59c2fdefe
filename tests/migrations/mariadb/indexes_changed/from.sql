CREATE TABLE t (
  id int PRIMARY KEY,
  a varchar(100) NOT NULL,
  b text,
  c int,
  p point NOT NULL,
  KEY one (a),
  KEY two (b(10)),
  KEY three (c DESC),
  KEY four (c, a) COMMENT 'both',
  KEY five (c) USING HASH
);
