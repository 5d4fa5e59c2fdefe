CREATE TABLE t (id int PRIMARY KEY, a uuid, b inet6);
