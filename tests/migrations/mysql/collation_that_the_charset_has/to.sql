CREATE TABLE t (id int PRIMARY KEY, a varchar(9) COLLATE utf8mb4_0900_ai_ci) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
