SELECT head_id FROM teams; -- 1
SELECT team_id, boss_id FROM members ORDER BY id; -- 1, NULL | 1, 1
