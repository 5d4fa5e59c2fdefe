CREATE TABLE t (id int PRIMARY KEY, price decimal(10,4) NOT NULL, at datetime(3));
