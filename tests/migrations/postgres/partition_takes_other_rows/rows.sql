INSERT INTO authors VALUES (7);
INSERT INTO events (id, at, author_id) VALUES (1, '2025-05-05', 7), (2, '2025-06-30', NULL);
