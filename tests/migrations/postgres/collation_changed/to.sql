CREATE TABLE t (id bigint PRIMARY KEY, name text, other text COLLATE "C");
