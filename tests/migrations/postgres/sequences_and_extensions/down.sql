-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE EXTENSION citext;

ALTER SEQUENCE tickets INCREMENT BY 1;

CREATE SEQUENCE gone;

-- DANGER: where the sequence fresh stands is lost.
DROP SEQUENCE fresh;
