CREATE TABLE items (
  id bigint PRIMARY KEY,
  name varchar(200) NOT NULL DEFAULT 'none',
  price numeric(8, 2)
);
CREATE TABLE parts (
  item_id bigint REFERENCES items,
  note text
);
