INSERT INTO users VALUES (1, 'Ada', NULL, 'x'), (2, NULL, 3, 'y');
