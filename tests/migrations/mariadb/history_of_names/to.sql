CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE y (ident int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int, q_id int, FOREIGN KEY (p_id) REFERENCES p (id), FOREIGN KEY (q_id) REFERENCES y (ident));
