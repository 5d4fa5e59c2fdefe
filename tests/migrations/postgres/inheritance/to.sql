CREATE TABLE base (id bigint PRIMARY KEY, name text, note text);
CREATE TABLE child (extra bigint, more text) INHERITS (base);
