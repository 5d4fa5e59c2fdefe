CREATE TABLE people (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE addresses (
  person_id integer PRIMARY KEY REFERENCES people ON DELETE CASCADE,
  street text, -- @was people.street
  city text -- @was people.city
);
CREATE TABLE numbers (
  person_id integer PRIMARY KEY REFERENCES people ON DELETE CASCADE,
  phone text, -- @was people.phone
  fax text -- @was people.fax
);
