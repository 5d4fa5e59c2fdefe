INSERT INTO b VALUES (1, 'y') RETURNING id; -- 1
SELECT what FROM log; -- a | b
