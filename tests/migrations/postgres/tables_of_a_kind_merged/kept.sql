-- one way
SELECT id, name, fur, barks FROM pets ORDER BY id; -- 1, Tom, grey, NULL | 2, Kit, red, NULL | 3, Rex, NULL, t
