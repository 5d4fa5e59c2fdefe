INSERT INTO users VALUES (1, 'calm'), (2, 'glad');
