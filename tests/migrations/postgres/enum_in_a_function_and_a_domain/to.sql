CREATE TYPE mood AS ENUM ('bad', 'ok', 'good');
CREATE TABLE t (id integer PRIMARY KEY, mood mood DEFAULT 'ok', moods mood[]);
CREATE FUNCTION is_ok(m mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT m = 'ok' $$;
