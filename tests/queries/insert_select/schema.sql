CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL, nick text);
CREATE TABLE old_users (id integer PRIMARY KEY, email text, nick text NOT NULL);
