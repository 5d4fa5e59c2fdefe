INSERT INTO users VALUES (1), (2);
INSERT INTO a VALUES (1, 'ax'), (2, 'bx');
INSERT INTO b VALUES (1, 'ay');
