SELECT id, name FROM items ORDER BY id; -- 1, a | 2, b
INSERT INTO items (name) VALUES ('c') RETURNING id; -- 3
