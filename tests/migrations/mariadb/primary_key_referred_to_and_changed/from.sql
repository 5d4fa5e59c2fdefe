CREATE TABLE p (id int PRIMARY KEY, k int NOT NULL);
CREATE TABLE c (id int PRIMARY KEY, p_id int, FOREIGN KEY (p_id) REFERENCES p (id));
