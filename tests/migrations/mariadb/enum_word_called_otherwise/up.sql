-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t MODIFY COLUMN state enum('new', 'old', 'fresh');

-- DANGER: every value of t.state is computed anew, as CASE state WHEN 'new' THEN 'fresh' ELSE state END.
UPDATE t SET state = CASE state WHEN 'new' THEN 'fresh' ELSE state END;

ALTER TABLE t MODIFY COLUMN state enum('fresh', 'old') DEFAULT 'fresh';
