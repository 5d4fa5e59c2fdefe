CREATE TABLE t (id integer NOT NULL UNIQUE, code text PRIMARY KEY);
CREATE TABLE u (t_id integer REFERENCES t (id));
