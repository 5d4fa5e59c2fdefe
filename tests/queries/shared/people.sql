CREATE TABLE people (
  id integer PRIMARY KEY,
  name text NOT NULL,
  nick text,
  age integer,
  boss_id integer REFERENCES people (id)
);
