SELECT id, author_id FROM events_2025 ORDER BY id; -- 1, 7 | 2, NULL
