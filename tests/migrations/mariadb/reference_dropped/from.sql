CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int, q_id int, r_id int, KEY own (q_id), FOREIGN KEY (p_id) REFERENCES p (id), CONSTRAINT b FOREIGN KEY (q_id) REFERENCES p (id), CONSTRAINT d FOREIGN KEY (r_id) REFERENCES p (id));
