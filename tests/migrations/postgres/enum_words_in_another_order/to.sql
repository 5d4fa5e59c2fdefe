CREATE TYPE size AS ENUM ('small', 'medium', 'large');
CREATE TABLE t (id integer PRIMARY KEY, size size NOT NULL, UNIQUE (size));
CREATE INDEX t_size ON t (size) WHERE size > 'small';
