CREATE TABLE base (id bigint PRIMARY KEY, name text CONSTRAINT named CHECK (name <> ''));
CREATE TABLE child (id bigint NOT NULL, extra bigint, name text, more text);
