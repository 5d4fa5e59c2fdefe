CREATE TABLE users (id bigint PRIMARY KEY, name text);
COMMENT ON COLUMN users.name IS 'New, isn''t it';
COMMENT ON COLUMN users.id IS 'Number';
GRANT INSERT, UPDATE (name) ON users TO PUBLIC;
