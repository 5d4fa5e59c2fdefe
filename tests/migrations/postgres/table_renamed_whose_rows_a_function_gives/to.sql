-- @was users
CREATE TABLE people (id int PRIMARY KEY, name text);
CREATE FUNCTION first_users() RETURNS SETOF people LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN; END $$;
