CREATE TABLE t (id text PRIMARY KEY, address text);
