CREATE TABLE notes (
  id int AUTO_INCREMENT PRIMARY KEY,
  text varchar(20)
);
