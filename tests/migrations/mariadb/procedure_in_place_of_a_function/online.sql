-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE PROCEDURE f(x int) SELECT x;

CREATE OR REPLACE PROCEDURE g() SQL SECURITY INVOKER COMMENT 'new' SELECT 1;

DROP FUNCTION f;

