CREATE TABLE t (id integer PRIMARY KEY, code text NOT NULL UNIQUE);
CREATE TABLE u (t_id integer REFERENCES t);
