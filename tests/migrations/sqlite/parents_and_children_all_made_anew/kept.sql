SELECT c.v, b.v, a.v FROM c JOIN b ON b.id = c.b JOIN a ON a.id = b.a; -- z, y, x
DELETE FROM a RETURNING id; -- 1
SELECT count(*) FROM c; -- 0
