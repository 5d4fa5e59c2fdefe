INSERT INTO people VALUES (1, 'ada@x', '36'), (2, NULL, NULL);
INSERT INTO posts (person_id, title, state) VALUES (1, 'One', 'open'), (2, 'Two', 'draft');
