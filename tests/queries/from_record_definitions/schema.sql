CREATE TABLE docs (id int PRIMARY KEY, body jsonb NOT NULL, raw json);
