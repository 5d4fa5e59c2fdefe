CREATE TABLE t (id bigint PRIMARY KEY, name text COLLATE "C", other text);
