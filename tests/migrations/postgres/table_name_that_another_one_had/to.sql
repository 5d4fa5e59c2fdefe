-- @was users
CREATE TABLE people (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE visits (id integer PRIMARY KEY, user_id integer NOT NULL REFERENCES people);
CREATE TABLE users (login text PRIMARY KEY);
