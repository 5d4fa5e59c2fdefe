SELECT name FROM users ORDER BY id; -- Ada | Eve
SELECT age FROM users ORDER BY id; -- 7 | 7
SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'users' ORDER BY ORDINAL_POSITION; -- id | bio | name | age | seen
