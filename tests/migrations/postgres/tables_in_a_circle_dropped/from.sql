CREATE TABLE keep (id integer PRIMARY KEY);
CREATE TABLE a (id integer PRIMARY KEY, b integer);
CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a, keep integer REFERENCES keep);
ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;
