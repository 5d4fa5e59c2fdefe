CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int, x int, KEY own (p_id, x), FOREIGN KEY (p_id) REFERENCES p (id));
