INSERT INTO items VALUES (1, '12', 'x'), (2, '', NULL), (3, '4', NULL);
