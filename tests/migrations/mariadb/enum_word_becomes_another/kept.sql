-- one way
SELECT state FROM t ORDER BY id; -- open | closed
