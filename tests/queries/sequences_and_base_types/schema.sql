CREATE SCHEMA audit;
CREATE SEQUENCE ticket_numbers START 1000;
CREATE SEQUENCE IF NOT EXISTS audit.entry_numbers AS integer INCREMENT BY 2 NO CYCLE;
CREATE SEQUENCE old_numbers;
ALTER SEQUENCE old_numbers RENAME TO new_numbers;
CREATE SEQUENCE gone;
DROP SEQUENCE gone;

-- A type with functions of its own: nothing is known of it but its name.
CREATE TYPE colour;
CREATE FUNCTION colour_in(cstring) RETURNS colour LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION colour_out(colour) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE colour (INPUT = colour_in, OUTPUT = colour_out, LIKE = integer);
CREATE FUNCTION mixed(colour, colour) RETURNS colour LANGUAGE sql AS 'SELECT $1';

CREATE TABLE tickets (
  id bigserial PRIMARY KEY,
  number bigint NOT NULL DEFAULT nextval('ticket_numbers'),
  place integer GENERATED ALWAYS AS IDENTITY,
  paper colour NOT NULL,
  ink colour,
  inks colour[] NOT NULL
);
