CREATE TABLE items (shop integer, code text, name text NOT NULL, PRIMARY KEY (shop, code));
CREATE TABLE stocks (
  shop integer,
  code text,
  stock integer NOT NULL, -- @was items.stock
  PRIMARY KEY (shop, code),
  FOREIGN KEY (shop, code) REFERENCES items
);
