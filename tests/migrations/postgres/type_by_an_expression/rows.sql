INSERT INTO items VALUES (1, 0), (2, 1);
