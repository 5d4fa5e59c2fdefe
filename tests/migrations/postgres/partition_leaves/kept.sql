SELECT id, author_id FROM events_2024; -- 1, 7
