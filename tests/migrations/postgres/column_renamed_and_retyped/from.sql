CREATE TABLE items (
  id bigint PRIMARY KEY,
  cost text NOT NULL
);
