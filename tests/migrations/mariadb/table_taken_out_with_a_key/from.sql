CREATE TABLE orders (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  total numeric(10, 2) NOT NULL,
  street text NOT NULL,
  city text NOT NULL
);
