INSERT INTO users VALUES (1, 'Ada', 36), (2, 'Bob', 3);
