-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ADD COLUMN b text DEFAULT $$a;b$$;

ALTER TABLE t ALTER COLUMN a SET DEFAULT E'line\nbreak; -- ''x''';

ALTER TABLE t ADD CONSTRAINT t_b_check CHECK (b <> ';');

COMMENT ON TABLE t IS 'It''s; /* still */ not -- a comment';
