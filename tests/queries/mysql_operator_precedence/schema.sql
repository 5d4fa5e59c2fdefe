CREATE TABLE orders (
  id INT PRIMARY KEY,
  code VARCHAR(20) NOT NULL,
  paid INT NOT NULL,
  amount INT
);
