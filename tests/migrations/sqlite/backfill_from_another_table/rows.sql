INSERT INTO teams VALUES (3, 'red'), (4, 'blue');
INSERT INTO users VALUES (1, 'blue'), (2, NULL), (3, 'red');
