SELECT name FROM a; -- Ada
SELECT id FROM rowtype_new_a; -- 2
