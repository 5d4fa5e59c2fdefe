-- Back again.
SET LOCAL lock_timeout = '5s';

REVOKE INSERT, UPDATE ( name ) ON users FROM PUBLIC;

COMMENT ON COLUMN users.id IS NULL;

COMMENT ON TABLE users IS 'People';

COMMENT ON COLUMN users.name IS 'Old';

GRANT SELECT ON users TO PUBLIC;
