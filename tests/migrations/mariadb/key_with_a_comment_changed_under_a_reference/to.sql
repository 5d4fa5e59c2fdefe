CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int, x int, KEY k (p_id, x DESC) COMMENT 'new', FOREIGN KEY (p_id) REFERENCES p (id));
