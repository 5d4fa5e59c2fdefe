INSERT INTO users VALUES (5, 'Ada', 's1', 'c1'), (9, 'Eve', 's2', NULL);
DELETE FROM users WHERE id = 9;
INSERT INTO users (name, street) VALUES ('Bob', 's3');
