SELECT x, y FROM a; -- NULL, 
INSERT INTO a (id) VALUES (2) RETURNING id; -- 2
SELECT x FROM a WHERE id = 2; -- told
