-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN state enum('draft', 'open', 'finished', 'new', 'it''s done'),
  MODIFY COLUMN kind enum('c', 'b', 'a');

UPDATE t SET state = CASE state WHEN 'draft' THEN 'new' WHEN 'finished' THEN 'it''s done' END WHERE state IN ('draft', 'finished');

UPDATE t SET kind = CASE kind WHEN 'c' THEN 'a' END WHERE kind IN ('c');

ALTER TABLE t
  MODIFY COLUMN state ENUM('new', 'open', 'it''s done') NOT NULL DEFAULT 'new',
  MODIFY COLUMN kind enum('a', 'b');
