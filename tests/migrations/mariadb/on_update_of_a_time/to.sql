CREATE TABLE t (id int PRIMARY KEY, at timestamp NOT NULL DEFAULT current_timestamp ON UPDATE now(), b datetime);
