CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  age integer
);
CREATE VIEW adults AS SELECT id, upper(name) AS name, age FROM users WHERE age > 20;
CREATE VIEW names AS SELECT name FROM adults;
CREATE VIEW others AS SELECT name, id FROM users;
