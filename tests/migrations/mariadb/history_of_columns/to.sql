CREATE TABLE t (id bigint AUTO_INCREMENT PRIMARY KEY, a int, c int NOT NULL DEFAULT 4, b varchar(20) NOT NULL COMMENT 'wide', g int, f mediumtext);
