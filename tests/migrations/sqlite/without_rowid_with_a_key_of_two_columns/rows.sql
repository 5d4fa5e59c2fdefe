INSERT INTO members VALUES (1, 2, 'lead'), (1, 3, NULL);
