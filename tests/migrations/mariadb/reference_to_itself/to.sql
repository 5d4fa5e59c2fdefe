CREATE TABLE t (id bigint PRIMARY KEY, up bigint, FOREIGN KEY (up) REFERENCES t (id));
