CREATE TABLE items (id integer PRIMARY KEY, state text NOT NULL DEFAULT 'new');
CREATE INDEX items_state ON items (state);
