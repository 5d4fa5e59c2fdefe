CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE orders (id integer PRIMARY KEY, user_id integer REFERENCES users);
CREATE VIEW plain AS SELECT id FROM users;
CREATE MATERIALIZED VIEW known AS SELECT id FROM plain;
