CREATE TABLE a (id integer PRIMARY KEY) WITH (FILLFACTOR = 80);
CREATE TABLE b (id integer PRIMARY KEY) WITH (autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE c (id integer PRIMARY KEY);
CREATE TABLE d (id integer PRIMARY KEY) WITH (fillfactor = 60);
CREATE TABLE e (id integer PRIMARY KEY) WITH (fillfactor = 40);
