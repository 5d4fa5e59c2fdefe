CREATE TABLE t (id int PRIMARY KEY, state varchar(20) NOT NULL DEFAULT 'a', CHECK (state IN ('a', 'b', 'c')));
