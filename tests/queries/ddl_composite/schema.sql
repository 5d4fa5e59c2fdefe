CREATE TYPE address AS (street text, zip int);
CREATE TYPE place AS (name text, at address, tags text[]);
CREATE TABLE people (id int PRIMARY KEY, home address, places place[]);
