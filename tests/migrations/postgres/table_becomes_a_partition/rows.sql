INSERT INTO authors VALUES (7);
INSERT INTO old VALUES (1, '2024-05-05', 7, 'one'), (2, NULL, NULL, 'two');
