-- one way
SELECT id FROM posts; -- 1
