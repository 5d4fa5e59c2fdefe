CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, email text, tags text[] NOT NULL, scores int[]);
