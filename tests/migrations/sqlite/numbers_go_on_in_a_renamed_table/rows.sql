INSERT INTO old VALUES (41, 'x'), (3, 'y');
DELETE FROM old WHERE id = 41;
