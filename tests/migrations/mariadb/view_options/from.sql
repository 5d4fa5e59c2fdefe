CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE ALGORITHM=MERGE VIEW v AS SELECT id FROM users;
CREATE VIEW w (a, b) AS SELECT id, name FROM users;
