INSERT INTO users VALUES (1, 'Ada', 'counts'), (2, NULL, 'listens');
INSERT INTO profiles VALUES (1, 'x'), (2, NULL);
