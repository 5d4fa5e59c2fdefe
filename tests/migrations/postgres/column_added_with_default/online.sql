-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ADD COLUMN visits integer DEFAULT 0 NOT NULL;

ALTER TABLE users ADD COLUMN seen_at timestamptz DEFAULT now() NOT NULL;

