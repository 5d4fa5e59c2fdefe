INSERT INTO users VALUES (1, 'Ada'), (7, 'Eve');
DELETE FROM users WHERE id = 7;
