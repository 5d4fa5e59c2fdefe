INSERT INTO people (email) VALUES ('ada@example.org'), ('eve@example.org');
INSERT INTO posts (author_id) VALUES (1), (1), (2);
