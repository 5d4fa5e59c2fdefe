CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name varchar(80) NOT NULL DEFAULT '',
  bio text,
  age int,
  at timestamp NULL DEFAULT CURRENT_TIMESTAMP,
  ok tinyint(1) DEFAULT 1,
  KEY by_name (name)
) CHARACTER SET utf8mb4;
