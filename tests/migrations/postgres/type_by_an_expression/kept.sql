-- one way
SELECT state FROM items ORDER BY id; -- open | closed
