CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);
CREATE FUNCTION shout(u users) RETURNS text LANGUAGE sql AS $$ SELECT upper(u.name) $$;
CREATE FUNCTION numbers(n int) RETURNS SETOF int LANGUAGE sql AS $$ SELECT generate_series(1, n) $$;
CREATE FUNCTION known() RETURNS SETOF users LANGUAGE sql AS $$ SELECT id, name FROM users $$;
CREATE FUNCTION pairs(n int) RETURNS TABLE (a int, b text) LANGUAGE sql AS $$ SELECT n, 'x'::text $$;
