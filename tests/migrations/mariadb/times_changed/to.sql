CREATE TABLE t (id int PRIMARY KEY, a timestamp NULL, b datetime(3), c time(3), d datetime, e datetime(3), f year);
