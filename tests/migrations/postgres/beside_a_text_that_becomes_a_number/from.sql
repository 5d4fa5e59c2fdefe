CREATE TABLE items (id integer PRIMARY KEY, size text, note text);
CREATE INDEX items_size ON items (size);
