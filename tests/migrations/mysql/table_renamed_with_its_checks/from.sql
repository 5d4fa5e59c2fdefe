CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (id int PRIMARY KEY, p_id int CHECK (p_id > 0), FOREIGN KEY (p_id) REFERENCES p (id));
