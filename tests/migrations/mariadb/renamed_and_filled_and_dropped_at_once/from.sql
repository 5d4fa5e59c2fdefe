CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b varchar(20), gone int, KEY ab (a, b), KEY (gone, a));
