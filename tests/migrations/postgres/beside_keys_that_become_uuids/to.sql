CREATE TABLE users (id uuid PRIMARY KEY);
CREATE TABLE orders (id integer PRIMARY KEY, user_id uuid NOT NULL REFERENCES users);
