SELECT id, name FROM everybody; -- 1, Ada
SELECT id, count FROM counted; -- 1, 1
