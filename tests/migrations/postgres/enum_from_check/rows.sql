INSERT INTO users VALUES (1, 'member'), (2, 'admin');
