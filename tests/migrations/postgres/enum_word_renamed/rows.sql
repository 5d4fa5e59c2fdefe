INSERT INTO tasks VALUES (1, 'new', '{new}'), (2, 'done', '{new,open,done}');
