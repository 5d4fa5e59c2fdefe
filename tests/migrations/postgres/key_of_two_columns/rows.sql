INSERT INTO marks VALUES (1, 1), (2, 1);
