CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
CREATE INDEX users_name ON Users (name);
CREATE VIEW names AS SELECT name FROM users;
