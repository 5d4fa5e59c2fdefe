INSERT INTO users VALUES (1, 'calm', '{calm,cross}'), (2, 'cross', NULL);
