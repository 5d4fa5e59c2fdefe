CREATE TABLE users (
  id bigint PRIMARY KEY,
  -- @was name
  title varchar(80) NOT NULL
);
CREATE VIEW names AS SELECT title FROM users;
CREATE VIEW everything AS SELECT * FROM users;
