INSERT INTO areas VALUES (1, 0, 1, 0, 1);
