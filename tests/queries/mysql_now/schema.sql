CREATE TABLE tree (
  id INT PRIMARY KEY,
  parent INT,
  label VARCHAR(20)
);
