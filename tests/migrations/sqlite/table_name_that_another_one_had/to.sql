-- @was users
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE users (id INTEGER PRIMARY KEY, login TEXT UNIQUE, person INTEGER REFERENCES people (id));
CREATE TABLE notes (id INTEGER PRIMARY KEY, by INTEGER REFERENCES people (id));
CREATE INDEX users_name ON users (login);
CREATE TRIGGER users_told AFTER INSERT ON users BEGIN UPDATE notes SET by = by; END;
