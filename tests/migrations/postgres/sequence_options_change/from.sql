CREATE SEQUENCE numbers START 10;
CREATE TABLE t (id integer PRIMARY KEY DEFAULT nextval('numbers'));
