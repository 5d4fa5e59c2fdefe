CREATE TABLE items (id integer PRIMARY KEY,
  -- @backfill nullif(size, '')::integer
  size integer NOT NULL DEFAULT 7, note text);
CREATE INDEX items_size ON items (size);
