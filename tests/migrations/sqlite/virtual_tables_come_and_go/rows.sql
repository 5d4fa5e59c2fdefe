INSERT INTO old VALUES ('one', 'two');
