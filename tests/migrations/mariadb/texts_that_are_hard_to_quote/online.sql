-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN e enum('a,b', 'it''s', 'd;e', 'f(g') DEFAULT 'it''s' COMMENT 'say ''x'''`.
ALTER TABLE t MODIFY COLUMN e enum('a,b', 'it''s', 'd;e', 'f(g') DEFAULT 'it''s' COMMENT 'say ''x''';

UPDATE t SET e = 'it''s' WHERE e IS NULL;

ALTER TABLE t
  MODIFY COLUMN id int NOT NULL COMMENT 'a \\ back; slash -- no comment',
  MODIFY COLUMN e enum('a,b', 'it''s', 'd;e', 'f(g') NOT NULL DEFAULT 'it''s' COMMENT 'say ''x''',
  COMMENT='semi;colon',
  ALGORITHM=INPLACE, LOCK=NONE;

