INSERT INTO users VALUES (1, 'Ada', NULL), (2, NULL, 3);
