CREATE TABLE users (id text PRIMARY KEY);
CREATE TABLE orders (id integer PRIMARY KEY, user_id text NOT NULL REFERENCES users);
