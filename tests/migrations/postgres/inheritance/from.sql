CREATE TABLE base (id bigint PRIMARY KEY, name text);
CREATE TABLE child (extra integer) INHERITS (base);
