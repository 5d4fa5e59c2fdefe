SELECT id, author_id FROM events ORDER BY id; -- 1, 7 | 2, NULL
