CREATE TABLE users (id integer PRIMARY KEY, name text NOT NULL, score integer);
CREATE TABLE scores (user_id integer NOT NULL, points integer, badge integer);
CREATE TABLE badges (id integer PRIMARY KEY, title text NOT NULL);
