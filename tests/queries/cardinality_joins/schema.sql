CREATE TABLE teams (id integer PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE users (id integer PRIMARY KEY, team integer REFERENCES teams (id), email text NOT NULL UNIQUE);
CREATE TABLE members (team integer NOT NULL, member integer NOT NULL, role text, PRIMARY KEY (team, member));
