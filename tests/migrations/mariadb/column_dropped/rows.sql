INSERT INTO users VALUES (1, 'Ada', 'b', 3), (2, 'Eve', NULL, 4);
