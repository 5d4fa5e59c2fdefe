CREATE TABLE t (id bigint PRIMARY KEY, words varchar(10)[] NOT NULL DEFAULT '{}', numbers integer[]);
