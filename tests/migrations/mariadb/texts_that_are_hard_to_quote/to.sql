CREATE TABLE t (
  id int PRIMARY KEY COMMENT 'a \\ back; slash -- no comment',
  e enum('a,b', 'it''s', 'd;e', 'f(g') NOT NULL DEFAULT 'it''s' COMMENT "say 'x'"
) COMMENT='semi;colon';
