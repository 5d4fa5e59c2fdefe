SELECT name FROM names ORDER BY name; -- Ada | Eve
SELECT user_id FROM notes ORDER BY id; -- 1 | 2 | 1
