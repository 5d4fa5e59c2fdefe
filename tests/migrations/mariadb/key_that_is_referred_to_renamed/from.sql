CREATE TABLE p (id int PRIMARY KEY, k int NOT NULL, UNIQUE KEY one (k));
CREATE TABLE c (id int PRIMARY KEY, k int, KEY two (k), FOREIGN KEY (k) REFERENCES p (k));
