INSERT INTO users VALUES (1, 'Ada', 1, 'a'), (2, 'Eve', 2, 'b');
