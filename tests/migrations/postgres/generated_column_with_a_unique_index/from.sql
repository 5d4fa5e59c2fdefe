CREATE TABLE t (id integer PRIMARY KEY, email text NOT NULL, login text GENERATED ALWAYS AS (lower(email)) STORED UNIQUE);
CREATE VIEW logins AS SELECT login FROM t;
