CREATE TABLE t (id bigint PRIMARY KEY, flag integer NOT NULL DEFAULT 0);
