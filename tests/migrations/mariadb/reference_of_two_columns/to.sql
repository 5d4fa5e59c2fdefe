CREATE TABLE p (a bigint, b int, PRIMARY KEY (a, b));
CREATE TABLE c (id int PRIMARY KEY, a bigint, b int, FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE CASCADE);
