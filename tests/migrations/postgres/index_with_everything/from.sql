CREATE TABLE t (id integer PRIMARY KEY, a text, b jsonb, c tsvector, d int4range);
CREATE INDEX t_a ON t (a);
