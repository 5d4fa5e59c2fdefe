CREATE TABLE t (id int PRIMARY KEY, a datetime, b timestamp NULL, c time, d date, e datetime(6), f int);
