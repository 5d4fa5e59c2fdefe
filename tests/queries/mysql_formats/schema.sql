CREATE TABLE readings (
  id INT PRIMARY KEY,
  taken VARCHAR(20) NOT NULL,
  amount DECIMAL(10, 2) NOT NULL,
  large DECIMAL(30, 2) NOT NULL,
  state ENUM('new', 'old') NOT NULL
);
