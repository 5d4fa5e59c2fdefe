INSERT INTO people (name, street, city, phone, fax) VALUES ('Ada', 's1', 'c1', 'p1', NULL), ('Eve', NULL, NULL, 'p2', 'f2');
