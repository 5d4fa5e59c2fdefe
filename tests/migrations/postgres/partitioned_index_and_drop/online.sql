-- 
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

-- DANGER: every row of e_1 is lost.
DROP TABLE e_1;

