INSERT INTO p VALUES (1);
INSERT INTO people (p_id, name, age) VALUES (1, ' x', 3);
