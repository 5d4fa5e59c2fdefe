SELECT name FROM b; -- x
INSERT INTO a VALUES (2, 'y') RETURNING id; -- 2
SELECT name FROM b; -- x | y
