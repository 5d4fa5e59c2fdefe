SELECT name FROM names; -- ADA
SELECT name, id FROM others ORDER BY id; -- Ada, 1 | Bob, 2
