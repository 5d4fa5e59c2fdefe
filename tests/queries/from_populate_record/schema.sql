CREATE TYPE size AS (width int, height int);
CREATE TABLE boxes (id int PRIMARY KEY, name text NOT NULL, size size);
