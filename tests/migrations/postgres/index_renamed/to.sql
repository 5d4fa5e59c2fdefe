CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_lower_a ON t (lower(a));
