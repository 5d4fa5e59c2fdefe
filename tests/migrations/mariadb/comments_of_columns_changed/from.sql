CREATE TABLE t (id int PRIMARY KEY COMMENT 'the key', a int, b int COMMENT 'old');
