SELECT parent_id FROM nodes ORDER BY id; -- NULL | 1
