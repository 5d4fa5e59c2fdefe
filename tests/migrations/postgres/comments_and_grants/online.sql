-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

REVOKE SELECT ON users FROM PUBLIC;

COMMENT ON TABLE users IS NULL;

COMMENT ON COLUMN users.name IS 'New, isn''t it';

COMMENT ON COLUMN users.id IS 'Number';

GRANT INSERT, UPDATE (name) ON users TO PUBLIC;

