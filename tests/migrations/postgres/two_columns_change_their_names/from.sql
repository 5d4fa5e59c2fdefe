CREATE TABLE t (id integer PRIMARY KEY, first text NOT NULL, last text, UNIQUE (first, last), CHECK (first <> last));
CREATE INDEX t_lower ON t (lower(first), last DESC NULLS LAST);
