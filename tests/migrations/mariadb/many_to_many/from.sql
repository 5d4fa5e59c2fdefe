CREATE TABLE users (
  id bigint PRIMARY KEY,
  name varchar(80) NOT NULL
);
CREATE TABLE tags (id int AUTO_INCREMENT PRIMARY KEY);
