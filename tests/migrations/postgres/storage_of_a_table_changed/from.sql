CREATE TABLE a (id integer PRIMARY KEY) WITH (autovacuum_enabled = false, fillfactor = 70);
CREATE TABLE b (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY) WITH (fillfactor=50);
CREATE TABLE d (id integer PRIMARY KEY);
ALTER TABLE d SET (fillfactor = 60);
