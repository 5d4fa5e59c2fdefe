INSERT INTO note VALUES (1, 'x', 0);
