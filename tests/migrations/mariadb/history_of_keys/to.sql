CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int, KEY (a), KEY zwei (b), KEY four (b, c), FOREIGN KEY (b) REFERENCES p (id), CHECK (a > 0), CHECK (c > 0));
