CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE VIEW v AS SELECT u.id FROM users u;
CREATE VIEW w AS SELECT * FROM v;
