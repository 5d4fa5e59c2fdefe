-- 
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DROP INDEX CONCURRENTLY t_a;

CREATE INDEX CONCURRENTLY t_a ON t (a text_pattern_ops DESC NULLS LAST) INCLUDE (b) WITH (fillfactor = 70) WHERE a <> '';

CREATE INDEX CONCURRENTLY t_b ON t USING gin (b jsonb_path_ops);

CREATE INDEX CONCURRENTLY t_c ON t USING gin (c) WITH (fastupdate = off);

CREATE INDEX CONCURRENTLY t_d ON t USING gist (d);

CREATE INDEX CONCURRENTLY t_e ON t USING hash (id);

CREATE INDEX CONCURRENTLY t_f ON t USING brin (id);

CREATE INDEX CONCURRENTLY t_g ON t ((b ->> 'name'), lower(a) COLLATE "C");

