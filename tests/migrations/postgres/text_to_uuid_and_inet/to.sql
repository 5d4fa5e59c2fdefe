CREATE TABLE t (id uuid PRIMARY KEY, address inet);
