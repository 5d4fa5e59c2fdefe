CREATE TABLE t (id int PRIMARY KEY, a text, b longtext NOT NULL, c mediumtext, d longblob, e blob, f varchar(4) NOT NULL DEFAULT 'x');
