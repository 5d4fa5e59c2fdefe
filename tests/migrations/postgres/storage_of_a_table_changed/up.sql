-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a RESET (autovacuum_enabled);

ALTER TABLE a SET (fillfactor = 80);

ALTER TABLE b SET (autovacuum_vacuum_scale_factor = 0.05);

ALTER TABLE c RESET (fillfactor);

CREATE TABLE e (
  id integer NOT NULL,
  CONSTRAINT e_pkey PRIMARY KEY (id)
) WITH (fillfactor = 40);
