INSERT INTO items VALUES (1, 'a', 'x', 5), (2, 'b', 'y', 6);
INSERT INTO stocks VALUES (1, 'a');
