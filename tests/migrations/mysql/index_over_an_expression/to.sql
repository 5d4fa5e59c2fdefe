CREATE TABLE t (id int PRIMARY KEY, name varchar(80), KEY lowered ((upper(name)), id DESC));
