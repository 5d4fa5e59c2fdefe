CREATE TABLE p (id bigint PRIMARY KEY, k int NOT NULL UNIQUE, z int UNIQUE);
CREATE TABLE c (id int PRIMARY KEY, p_id bigint, k int, z int, FOREIGN KEY (p_id) REFERENCES p (id), FOREIGN KEY (k) REFERENCES p (k), FOREIGN KEY (z) REFERENCES p (z));
