INSERT INTO b (n) VALUES ('x');
