INSERT INTO posts VALUES (1, 'one two');
