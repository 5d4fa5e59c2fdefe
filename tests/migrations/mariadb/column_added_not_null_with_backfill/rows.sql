INSERT INTO users VALUES (1, 'Ada@example.org'), (2, 'Eve@example.org');
