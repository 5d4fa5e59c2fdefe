-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- DANGER: every row of posts is lost.
DROP TABLE posts;

