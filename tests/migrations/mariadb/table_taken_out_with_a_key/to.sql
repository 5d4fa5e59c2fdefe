CREATE TABLE addresses (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- @was orders.street
  street text NOT NULL,
  -- @was orders.city
  city text NOT NULL
);

CREATE TABLE orders (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  total numeric(10, 2) NOT NULL,
  address_id bigint NOT NULL UNIQUE REFERENCES addresses (id)
);
