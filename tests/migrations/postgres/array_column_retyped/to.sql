CREATE TABLE t (id bigint PRIMARY KEY, words text[] NOT NULL DEFAULT '{}', numbers bigint[]);
