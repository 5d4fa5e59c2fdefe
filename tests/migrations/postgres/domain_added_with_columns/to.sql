CREATE DOMAIN email AS text COLLATE "C" DEFAULT 'none@x.y' NOT NULL CHECK (VALUE LIKE '%@%') CONSTRAINT short CHECK (length(VALUE) < 80);
CREATE TABLE t (id integer PRIMARY KEY, email email NOT NULL, other email);
