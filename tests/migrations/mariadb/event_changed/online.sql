-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

DROP EVENT tidy;

CREATE EVENT tidy ON SCHEDULE EVERY 2 DAY DO DELETE FROM users WHERE id < 0;

CREATE EVENT more ON SCHEDULE EVERY 1 HOUR DISABLE DO DELETE FROM users WHERE id < -1;

