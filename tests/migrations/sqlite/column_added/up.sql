-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE users ADD COLUMN bio TEXT;

ALTER TABLE users ADD COLUMN visits INTEGER NOT NULL DEFAULT 0 CHECK (visits >= 0);
