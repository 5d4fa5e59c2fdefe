INSERT INTO orders (total, street, city) VALUES (10, 'Main 1', 'Bonn'), (20, 'Side 2', 'Rome');
DELETE FROM orders WHERE id = 1;
INSERT INTO orders (total, street, city) VALUES (30, 'Back 3', 'Oslo');
