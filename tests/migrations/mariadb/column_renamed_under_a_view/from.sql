CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE VIEW names AS SELECT name FROM users;
CREATE VIEW everything AS SELECT * FROM users;
