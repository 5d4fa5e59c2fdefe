CREATE TABLE t (a int(11), b tinyint(1), c decimal(5,0), d double, e varchar(9), f int, g decimal(4,1), h char(1), i binary(1), j year(4), k double, l datetime, m double);
