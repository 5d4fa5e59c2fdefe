CREATE TABLE users (id integer PRIMARY KEY, name text, team integer);
CREATE TABLE teams (id integer PRIMARY KEY, title text NOT NULL, closed boolean NOT NULL);
CREATE TABLE notes (team integer NOT NULL, note text NOT NULL);
