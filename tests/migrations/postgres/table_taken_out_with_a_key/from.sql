CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  total numeric(10, 2) NOT NULL,
  street text NOT NULL,
  city text NOT NULL
);
