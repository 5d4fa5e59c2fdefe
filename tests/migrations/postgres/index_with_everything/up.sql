-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP INDEX t_a;

CREATE INDEX t_a ON t (a text_pattern_ops DESC NULLS LAST) INCLUDE (b) WITH (fillfactor = 70) WHERE a <> '';

CREATE INDEX t_b ON t USING gin (b jsonb_path_ops);

CREATE INDEX t_c ON t USING gin (c) WITH (fastupdate = off);

CREATE INDEX t_d ON t USING gist (d);

CREATE INDEX t_e ON t USING hash (id);

CREATE INDEX t_f ON t USING brin (id);

CREATE INDEX t_g ON t ((b ->> 'name'), lower(a) COLLATE "C");
