INSERT INTO posts VALUES (1, 'one two'), (3, 'three four');
