CREATE TABLE base (id bigint PRIMARY KEY, name text CONSTRAINT named CHECK (name <> ''));
CREATE TABLE child (extra integer) INHERITS (base);
