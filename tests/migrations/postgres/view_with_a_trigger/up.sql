-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP VIEW v;

ALTER TABLE t ALTER COLUMN a TYPE varchar(10);

CREATE VIEW v AS SELECT id, a FROM t;

CREATE TRIGGER v_put INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION put();
