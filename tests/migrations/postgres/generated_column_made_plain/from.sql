CREATE TABLE items (
  id bigint PRIMARY KEY,
  double bigint GENERATED ALWAYS AS (id * 2) STORED
);
