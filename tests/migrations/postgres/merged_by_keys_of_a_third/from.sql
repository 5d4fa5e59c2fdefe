CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE a (user_id integer PRIMARY KEY REFERENCES users, x text NOT NULL);
CREATE TABLE b (user_id integer PRIMARY KEY REFERENCES users, y text NOT NULL);
