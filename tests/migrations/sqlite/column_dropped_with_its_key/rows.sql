INSERT INTO users VALUES (1, 'Ada', 'ada@example.org'), (2, 'Eve', NULL);
INSERT INTO notes VALUES (1, 1), (2, 2), (3, 1);
