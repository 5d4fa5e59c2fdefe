SET foreign_key_checks = 0;
CREATE TABLE a (id int PRIMARY KEY, b_id int, CONSTRAINT one FOREIGN KEY (b_id) REFERENCES b (id));
CREATE TABLE b (id int PRIMARY KEY, a_id int, CONSTRAINT two FOREIGN KEY (a_id) REFERENCES a (id));
SET foreign_key_checks = 1;
CREATE TABLE x (id int PRIMARY KEY);
