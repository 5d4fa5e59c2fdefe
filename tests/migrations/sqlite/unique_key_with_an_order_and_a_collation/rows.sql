INSERT INTO u VALUES (1, 1, 'x'), (2, NULL, 'y');
