INSERT INTO users VALUES (1, 'Numbers.'), (2, NULL);
