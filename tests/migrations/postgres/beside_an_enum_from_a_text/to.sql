CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE items (id integer PRIMARY KEY, state state NOT NULL DEFAULT 'new');
CREATE INDEX items_state ON items (state);
