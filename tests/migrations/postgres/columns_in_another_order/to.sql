CREATE TABLE t (c text, a integer PRIMARY KEY, b text);
