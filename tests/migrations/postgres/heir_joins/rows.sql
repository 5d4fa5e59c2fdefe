INSERT INTO child VALUES ('n', 1, 2);
