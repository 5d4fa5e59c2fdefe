CREATE TABLE posts (id integer PRIMARY KEY, title text NOT NULL, views integer, seen timestamptz);
