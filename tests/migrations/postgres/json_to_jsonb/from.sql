CREATE TABLE t (id bigint PRIMARY KEY, data json NOT NULL DEFAULT '{}', text_data text);
