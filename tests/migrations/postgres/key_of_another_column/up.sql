-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE u DROP CONSTRAINT u_t_id_fkey;

ALTER TABLE t DROP CONSTRAINT t_pkey;

ALTER TABLE t DROP CONSTRAINT t_code_key;

ALTER TABLE t ADD CONSTRAINT t_id_key UNIQUE (id);

ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (code);

ALTER TABLE u ADD CONSTRAINT u_t_id_fkey FOREIGN KEY (t_id) REFERENCES t (id);
