CREATE TABLE stock (item text PRIMARY KEY, count integer NOT NULL, note text);
CREATE TABLE moves (item text NOT NULL, delta integer NOT NULL, why text);
