CREATE TABLE t (id int PRIMARY KEY, size varchar(9), twice int AS (size * 2) STORED, more int AS (size + 1) VIRTUAL, KEY (more));
