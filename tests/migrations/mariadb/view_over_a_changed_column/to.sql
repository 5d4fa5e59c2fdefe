CREATE TABLE users (
  id int PRIMARY KEY,
  name text NOT NULL,
  bio text
);
CREATE VIEW v AS SELECT * FROM users;
CREATE VIEW w AS SELECT name FROM v;
