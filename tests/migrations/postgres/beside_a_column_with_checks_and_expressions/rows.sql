INSERT INTO items VALUES (1, 2, 3), (2, NULL, 5);
