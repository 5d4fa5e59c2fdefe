SELECT count(*) FROM log; -- 0
UPDATE t SET a = 'y' WHERE id = 2 RETURNING a; -- y
DELETE FROM t WHERE id = 1 RETURNING a; -- none
SELECT what FROM log; -- y | none
