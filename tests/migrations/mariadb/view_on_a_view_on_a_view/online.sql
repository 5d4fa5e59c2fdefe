-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE OR REPLACE VIEW a AS SELECT id, name FROM users;

CREATE OR REPLACE VIEW b AS SELECT * FROM a;

CREATE OR REPLACE VIEW c AS SELECT * FROM b;

