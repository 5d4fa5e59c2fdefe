-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER SEQUENCE tickets INCREMENT BY 5;

CREATE SEQUENCE fresh;

-- DANGER: where the sequence gone stands is lost.
DROP SEQUENCE gone;

DROP EXTENSION citext;
