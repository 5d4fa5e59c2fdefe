CREATE TABLE t (id int PRIMARY KEY, a json NOT NULL DEFAULT (json_object('a', 1)), b longtext CHECK (json_valid(b)), c json DEFAULT '[]');
