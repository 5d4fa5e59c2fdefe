CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE VIEW v AS SELECT id FROM users;
ALTER VIEW v AS SELECT id, name FROM users;
