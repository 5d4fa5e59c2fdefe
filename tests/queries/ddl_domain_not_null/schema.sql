CREATE DOMAIN label AS text NOT NULL CHECK (VALUE <> '');
CREATE DOMAIN short_label AS label;
CREATE TYPE person AS (first label, age integer);
CREATE TABLE people (
  id integer PRIMARY KEY,
  first label,
  last short_label NOT NULL,
  nick short_label DEFAULT 'x',
  known person
);
CREATE VIEW names AS SELECT id, first, last FROM people;
CREATE TABLE copied AS SELECT first, last FROM people;
