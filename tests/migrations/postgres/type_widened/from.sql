CREATE TABLE items (
  id integer PRIMARY KEY,
  name varchar(20) NOT NULL DEFAULT 'none',
  price numeric(6, 2)
);
CREATE TABLE parts (
  item_id integer REFERENCES items,
  note varchar(10)
);
