-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE SCHEMA log;

ALTER TABLE events SET SCHEMA log;
