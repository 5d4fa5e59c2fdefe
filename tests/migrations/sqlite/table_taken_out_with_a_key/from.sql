CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  total numeric(10, 2) NOT NULL,
  street text NOT NULL,
  city text NOT NULL
);
