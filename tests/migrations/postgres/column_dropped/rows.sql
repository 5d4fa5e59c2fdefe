INSERT INTO users VALUES (1, 'Ada', 'Numbers.'), (2, 'Eve', NULL);
