SELECT name, made_at FROM users; -- Ada, 2026-01-01 00:00:00
INSERT INTO users (name) VALUES ('Bob') RETURNING id; -- 8
