CREATE TABLE users (
  id bigint PRIMARY KEY,
  bio text,
  name varchar(80) NOT NULL
);
CREATE VIEW v AS SELECT * FROM users;
