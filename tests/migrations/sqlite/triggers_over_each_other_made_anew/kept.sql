UPDATE a SET x = 'y' RETURNING id; -- 1
SELECT x FROM c; -- y
DELETE FROM c RETURNING id; -- 1
SELECT count(*) FROM a; -- 0
