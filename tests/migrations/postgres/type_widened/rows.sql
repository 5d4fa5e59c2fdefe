INSERT INTO items VALUES (1, 'A thing', 1.50);
INSERT INTO parts VALUES (1, 'small');
