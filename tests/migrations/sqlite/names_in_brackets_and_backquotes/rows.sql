INSERT INTO [my table] VALUES (1, 'Ada', 3, 'q');
