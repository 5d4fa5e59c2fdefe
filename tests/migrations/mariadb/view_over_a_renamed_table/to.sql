-- @was users
CREATE TABLE people (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE VIEW v AS SELECT u.id FROM people u;
CREATE VIEW w AS SELECT * FROM v;
