CREATE TABLE t (id int PRIMARY KEY, a bigint unsigned, b year);
