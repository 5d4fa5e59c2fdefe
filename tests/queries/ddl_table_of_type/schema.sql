CREATE TYPE address AS (street text, number integer, town varchar(80));
CREATE TABLE homes OF address;
CREATE TABLE offices OF address (
  PRIMARY KEY (street, number),
  town WITH OPTIONS NOT NULL DEFAULT 'Bern',
  CHECK (number > 0)
);
