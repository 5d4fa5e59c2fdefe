CREATE TABLE items (id integer PRIMARY KEY, tags text[] NOT NULL);
