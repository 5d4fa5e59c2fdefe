CREATE TABLE items (
  id bigint PRIMARY KEY,
  price integer NOT NULL,
  double integer GENERATED ALWAYS AS (price * 2) STORED
);
