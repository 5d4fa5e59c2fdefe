CREATE TABLE t (id int PRIMARY KEY, a int, b int(5) zerofill, c bigint unsigned);
