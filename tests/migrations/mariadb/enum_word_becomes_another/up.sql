-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t MODIFY COLUMN state enum('open', 'done', 'closed');

-- DANGER: every value of t.state is computed anew, as CASE state WHEN 'done' THEN 'closed' ELSE state END.
UPDATE t SET state = CASE state WHEN 'done' THEN 'closed' ELSE state END;

ALTER TABLE t MODIFY COLUMN state ENUM('open', 'closed') NOT NULL DEFAULT 'open';
