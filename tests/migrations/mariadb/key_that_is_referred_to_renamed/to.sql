CREATE TABLE p (id int PRIMARY KEY, k int NOT NULL, UNIQUE KEY eins (k));
CREATE TABLE c (id int PRIMARY KEY, k int, KEY zwei (k), FOREIGN KEY (k) REFERENCES p (k));
