SELECT by FROM notes; -- 7
INSERT INTO users (name) VALUES ('Bob') RETURNING id; -- 10
