CREATE TABLE items (id integer PRIMARY KEY, at timestamp NOT NULL DEFAULT now());
CREATE INDEX items_at ON items (at DESC);
