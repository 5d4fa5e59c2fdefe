-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER SEQUENCE numbers CACHE 2 CYCLE INCREMENT BY 5 MAXVALUE 1000;
