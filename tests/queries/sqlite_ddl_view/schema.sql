CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INT);
CREATE VIEW IF NOT EXISTS adults (user_id, label, older) AS SELECT id, upper(name), age + 1 FROM users WHERE age >= 18;
CREATE TEMP VIEW names AS SELECT name FROM users;
