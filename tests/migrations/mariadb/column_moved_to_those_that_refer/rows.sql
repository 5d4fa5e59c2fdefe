INSERT INTO teams VALUES (1, 'red'), (2, 'blue');
INSERT INTO players VALUES (10, 1), (11, 1), (20, 2);
