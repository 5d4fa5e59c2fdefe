CREATE TABLE items (shop integer, code text, name text NOT NULL, stock integer NOT NULL DEFAULT 0, PRIMARY KEY (shop, code));
CREATE TABLE stocks (shop integer, code text, PRIMARY KEY (shop, code), FOREIGN KEY (shop, code) REFERENCES items);
