-- one way
SELECT name, fur, barks FROM pets ORDER BY id; -- Tom, grey, NULL | Kit, red, NULL | Rex, NULL, 1
