CREATE SCHEMA app;
CREATE TABLE app.users (id bigint PRIMARY KEY, name text);
CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint REFERENCES app.users);
