CREATE TABLE t (id int PRIMARY KEY, `key` int, comment varchar(20) COMMENT 'key', `using` int, KEY comment (comment, `key`), KEY `using` USING HASH (`using`), UNIQUE `unique` (`key`));
