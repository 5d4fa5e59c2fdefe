-- @was users
CREATE TABLE people (
  id bigint PRIMARY KEY,
  -- @was bio
  about text
);
COMMENT ON COLUMN people.about IS 'Words';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER users_touch BEFORE UPDATE OF about ON people FOR EACH ROW EXECUTE FUNCTION touch();
