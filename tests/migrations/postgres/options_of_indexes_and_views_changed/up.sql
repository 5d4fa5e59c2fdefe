-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP INDEX a_n;

CREATE INDEX a_n ON a (n) WITH (fillfactor = 80);

CREATE OR REPLACE VIEW v AS SELECT n FROM a;

CREATE OR REPLACE VIEW w WITH (security_invoker = true) AS SELECT n FROM v;
