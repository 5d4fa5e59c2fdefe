-- Back again.
SET LOCAL lock_timeout = '5s';

DROP INDEX a_n;

CREATE INDEX a_n ON a (n) WITH (fillfactor = 70);

CREATE OR REPLACE VIEW v WITH (security_barrier = true) AS SELECT n FROM a;

CREATE OR REPLACE VIEW w AS SELECT n FROM v;
