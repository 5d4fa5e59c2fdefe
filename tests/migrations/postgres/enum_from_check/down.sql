-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ALTER COLUMN role DROP DEFAULT;

ALTER TABLE users ALTER COLUMN role TYPE text;

ALTER TABLE users ALTER COLUMN role SET DEFAULT 'member';

ALTER TABLE users ADD CONSTRAINT users_role_check CHECK (role IN ('member', 'admin'));

DROP TYPE role;
