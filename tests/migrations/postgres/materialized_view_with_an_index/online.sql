-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP MATERIALIZED VIEW m;

-- LOCK: nobody works on t while it is written anew, since the materialized view m reads a.
ALTER TABLE t ALTER COLUMN a TYPE bigint;

CREATE MATERIALIZED VIEW m AS SELECT a, count(*) AS n FROM t GROUP BY a;

CREATE UNIQUE INDEX m_a ON m (a);

