-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a ADD COLUMN id bigserial;

ALTER TABLE a ADD CONSTRAINT a_pkey PRIMARY KEY (id);

ALTER TABLE b ALTER COLUMN id DROP DEFAULT;

DROP SEQUENCE b_id_seq;
