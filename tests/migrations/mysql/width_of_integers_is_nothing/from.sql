CREATE TABLE t (id int(11) PRIMARY KEY, a bigint(20) unsigned, b year(4));
