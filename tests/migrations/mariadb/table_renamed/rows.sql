INSERT INTO people (name) VALUES ('Ada'), ('Eve');
INSERT INTO posts VALUES (1, 2);
