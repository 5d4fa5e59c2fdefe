-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE marks DROP CONSTRAINT marks_pkey;

ALTER TABLE marks ADD CONSTRAINT marks_pkey PRIMARY KEY (user_id, post_id);
