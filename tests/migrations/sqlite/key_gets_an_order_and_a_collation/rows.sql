INSERT INTO u VALUES (1, 'x'), (1, 'y');
