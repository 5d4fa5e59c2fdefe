CREATE TABLE t (id int PRIMARY KEY, `key` int, comment varchar(9), `using` int, KEY comment (comment), KEY `using` (`using`));
