INSERT INTO users VALUES (1, 'Ada', 'a@x', 30), (2, NULL, NULL, 3);
INSERT INTO notes VALUES (1, 1);
