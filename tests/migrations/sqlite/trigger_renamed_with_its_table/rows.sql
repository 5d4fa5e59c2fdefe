INSERT INTO Things (id) VALUES (1);
