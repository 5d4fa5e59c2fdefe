CREATE TYPE address AS (street text, number integer);
CREATE TABLE people (id integer PRIMARY KEY, home address, others address[] NOT NULL DEFAULT '{}');
