UPDATE v SET b2 = 'z' RETURNING b2; -- z
SELECT b2, b FROM t; -- z, y
