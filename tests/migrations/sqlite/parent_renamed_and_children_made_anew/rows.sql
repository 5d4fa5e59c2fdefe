INSERT INTO people VALUES (1, NULL), (2, 'Eve');
INSERT INTO notes VALUES (1, 2, 'x');
INSERT INTO pages VALUES (1, 1);
