CREATE TABLE t (
  id int PRIMARY KEY,
  a bit(4) DEFAULT b'101',
  b varchar(9) DEFAULT 'it''s',
  c varchar(9) DEFAULT "say ""x""",
  d binary(2) DEFAULT x'4142',
  e boolean DEFAULT TRUE,
  f decimal(5,2) DEFAULT -1.50,
  g date DEFAULT '2020-01-02',
  h datetime(3) DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  i varchar(36) DEFAULT uuid(),
  j text DEFAULT 'long',
  k varchar(9) DEFAULT (concat('a', 'b')),
  l int DEFAULT (1 + 2) COMMENT 'three',
  m varchar(9) DEFAULT '',
  n double DEFAULT 1e3,
  o set('x', 'y') DEFAULT 'x,y'
);
