CREATE TABLE t (id serial PRIMARY KEY, a int);
CREATE TABLE u (id serial PRIMARY KEY, b int UNIQUE, UNIQUE KEY (b));
