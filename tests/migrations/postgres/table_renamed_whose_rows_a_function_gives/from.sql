CREATE TABLE users (id int PRIMARY KEY, name text);
CREATE FUNCTION first_users() RETURNS SETOF users LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN; END $$;
