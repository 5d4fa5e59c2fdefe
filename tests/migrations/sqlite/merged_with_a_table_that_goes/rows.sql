INSERT INTO users VALUES (1, 'Ada'), (2, 'Eve');
INSERT INTO logins VALUES (1, 'ada');
