CREATE TABLE users (id integer PRIMARY KEY, name text NOT NULL, score integer);
CREATE TABLE scores (user_id integer NOT NULL, points integer, at date NOT NULL);
