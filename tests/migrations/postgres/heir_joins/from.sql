CREATE TABLE base (id bigint PRIMARY KEY, name text CONSTRAINT named CHECK (name <> ''));
CREATE TABLE other (note text);
CREATE TABLE child (extra integer, id bigint) INHERITS (other);
