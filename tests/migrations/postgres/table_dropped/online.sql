-- 
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

-- DANGER: every row of marks is lost.
DROP TABLE marks;

-- DANGER: every row of notes is lost.
DROP TABLE notes;

