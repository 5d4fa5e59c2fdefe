CREATE TABLE users (
  id int AUTO_INCREMENT PRIMARY KEY,
  phone text
);
