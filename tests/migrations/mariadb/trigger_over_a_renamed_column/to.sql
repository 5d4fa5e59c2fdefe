-- @was users
CREATE TABLE people (
  id bigint PRIMARY KEY,
  -- @was name
  title varchar(80) NOT NULL
);
CREATE TRIGGER t BEFORE INSERT ON people FOR EACH ROW SET NEW.title = upper(NEW.title);
