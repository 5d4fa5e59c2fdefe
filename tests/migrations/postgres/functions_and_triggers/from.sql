CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  changed_at timestamptz
);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := '2026-01-01 00:00:00Z';
  RETURN NEW;
END $$;
CREATE FUNCTION double(x integer) RETURNS integer LANGUAGE sql AS 'SELECT x * 2';
CREATE FUNCTION gone(x integer DEFAULT 1, y text DEFAULT 'a,b') RETURNS integer LANGUAGE sql AS 'SELECT x';
CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
