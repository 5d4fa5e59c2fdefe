INSERT INTO users VALUES (1, 'admin', '{user}'), (2, DEFAULT, NULL);
