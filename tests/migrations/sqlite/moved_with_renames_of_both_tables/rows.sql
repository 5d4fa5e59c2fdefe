INSERT INTO users VALUES (1, 'counts', 'Ada'), (2, NULL, 'Eve');
INSERT INTO extras VALUES (1, 'x'), (2, 'y');
