CREATE TABLE users (id bigint PRIMARY KEY, name text);
COMMENT ON TABLE users IS 'People';
COMMENT ON COLUMN users.name IS 'Old';
GRANT SELECT ON users TO PUBLIC;
