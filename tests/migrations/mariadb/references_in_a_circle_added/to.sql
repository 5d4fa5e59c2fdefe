CREATE TABLE x (id int PRIMARY KEY);
SET foreign_key_checks = 0;
CREATE TABLE a (id int PRIMARY KEY, b_id int, FOREIGN KEY (b_id) REFERENCES b (id));
CREATE TABLE b (id int PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (id));
SET foreign_key_checks = 1;
