INSERT INTO a VALUES (1, 'p'), (1, 'q');
INSERT INTO b VALUES ('p', 1, 'z'), (NULL, 9, 'n');
