CREATE TABLE users (id integer PRIMARY KEY, name text NOT NULL, secret text);
CREATE VIEW shouts AS SELECT id, upper(name) AS loud FROM users;
CREATE VIEW pairs AS SELECT a.loud AS one, b.loud || '!' AS other FROM shouts AS a JOIN shouts AS b ON b.id = a.id;
