CREATE TABLE items (id integer PRIMARY KEY, low numeric, high numeric NOT NULL, CONSTRAINT in_order CHECK (low < high));
CREATE UNIQUE INDEX items_span ON items ((high - low), id) WHERE low > 0;
