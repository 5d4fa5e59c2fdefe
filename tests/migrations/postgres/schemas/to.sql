CREATE SCHEMA app;
CREATE SCHEMA log;
CREATE TABLE app.users (id bigint PRIMARY KEY, name text NOT NULL DEFAULT '', email text);
CREATE TABLE log.lines (id bigint PRIMARY KEY, user_id bigint REFERENCES app.users);
CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint REFERENCES app.users);
CREATE INDEX lines_user ON log.lines (user_id);
