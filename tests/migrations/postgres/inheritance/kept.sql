SELECT id, name FROM base ORDER BY id; -- 1, a | 2, b
SELECT extra FROM child; -- 3
