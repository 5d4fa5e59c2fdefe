-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN state enum('new', 'open', 'it''s done', 'draft', 'finished'),
  MODIFY COLUMN kind enum('a', 'b', 'c');

UPDATE t SET state = CASE state WHEN 'new' THEN 'draft' WHEN 'it''s done' THEN 'finished' END WHERE state IN ('new', 'it''s done');

UPDATE t SET kind = CASE kind WHEN 'a' THEN 'c' END WHERE kind IN ('a');

ALTER TABLE t
  MODIFY COLUMN state enum('draft','open','finished') NOT NULL DEFAULT 'draft',
  MODIFY COLUMN kind enum('c','b');
