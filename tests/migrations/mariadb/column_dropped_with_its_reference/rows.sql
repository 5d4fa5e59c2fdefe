INSERT INTO users VALUES (1, 'Ada'), (2, 'Eve');
INSERT INTO posts VALUES (1, 2);
