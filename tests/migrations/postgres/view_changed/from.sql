CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  age integer
);
CREATE VIEW adults AS SELECT id, name FROM users WHERE age > 17;
CREATE VIEW names AS SELECT name FROM adults;
CREATE VIEW others AS SELECT id FROM users;
