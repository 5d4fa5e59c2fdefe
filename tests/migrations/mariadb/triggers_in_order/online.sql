-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE TRIGGER b AFTER INSERT ON users FOR EACH ROW FOLLOWS a INSERT INTO log (what) VALUES ('b');

