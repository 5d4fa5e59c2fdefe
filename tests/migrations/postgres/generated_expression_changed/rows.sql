INSERT INTO items VALUES (1, 10, 2), (2, 20, 4);
