INSERT INTO users VALUES (1, 'Ada'), (2, 'Eve');
INSERT INTO profiles VALUES (1, 'counts', 's'), (2, NULL, 't');
