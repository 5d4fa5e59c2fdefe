INSERT INTO users VALUES (1, 'a', 'b', 1), (2, 'c', 'd', 1);
