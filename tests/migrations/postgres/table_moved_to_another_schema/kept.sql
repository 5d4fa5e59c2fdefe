SELECT id, what FROM log.events ORDER BY id; -- 1, a | 2, b
INSERT INTO log.events (what) VALUES ('c') RETURNING id; -- 3
DELETE FROM log.events WHERE id = 3 RETURNING id; -- 3
