CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE old (user_id integer REFERENCES users);
