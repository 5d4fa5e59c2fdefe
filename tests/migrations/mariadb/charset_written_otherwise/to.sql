CREATE TABLE t (a varchar(9) COLLATE utf8mb3_general_ci, b char(3) charset latin1, c varchar(9) COLLATE utf8mb4_bin) DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_general_ci;
