INSERT INTO users VALUES (1, '36'), (2, NULL);
INSERT INTO notes VALUES (1, 1), (2, 2);
