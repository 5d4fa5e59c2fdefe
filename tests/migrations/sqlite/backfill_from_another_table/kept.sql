SELECT team_id FROM users ORDER BY id; -- 4 | NULL | 3
