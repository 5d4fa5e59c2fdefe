-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE log.events SET SCHEMA public;

DROP SCHEMA log;
