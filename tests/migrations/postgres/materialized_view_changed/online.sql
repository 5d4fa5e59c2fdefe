-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP MATERIALIZED VIEW m;

CREATE MATERIALIZED VIEW m AS SELECT a + b AS a FROM t;

CREATE INDEX m_a ON m (a);

