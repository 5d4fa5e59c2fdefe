INSERT INTO items (id, net) VALUES (1, 10);
