INSERT INTO users (email, boss) VALUES ('a', NULL), ('b', 1), ('c', 2);
INSERT INTO orders (user_id, total) VALUES (1, 5), (2, 20), (2, 3);
