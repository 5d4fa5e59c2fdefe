INSERT INTO both VALUES (1, 'x', 'y');
