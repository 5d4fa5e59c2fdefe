CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL,
  bio text
);
CREATE VIEW v AS SELECT id, name, bio FROM users;
