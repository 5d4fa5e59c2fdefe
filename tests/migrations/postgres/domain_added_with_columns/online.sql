-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE DOMAIN email AS text COLLATE "C" DEFAULT 'none@x.y' NOT NULL CONSTRAINT email_check CHECK (VALUE LIKE '%@%') CONSTRAINT short CHECK (length(VALUE) < 80);

ALTER TABLE t ADD COLUMN other email;

-- LOCK: nobody works on t while it is written anew, since the new type of email is a domain.
ALTER TABLE t ALTER COLUMN email TYPE email USING email::email;

