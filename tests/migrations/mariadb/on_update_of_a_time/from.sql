CREATE TABLE t (id int PRIMARY KEY, at timestamp NOT NULL DEFAULT current_timestamp, b datetime ON UPDATE current_timestamp);
