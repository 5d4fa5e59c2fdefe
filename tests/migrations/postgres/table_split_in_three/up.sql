-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TABLE addresses (
  person_id integer NOT NULL,
  street text,
  city text,
  CONSTRAINT addresses_pkey PRIMARY KEY (person_id),
  CONSTRAINT addresses_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

INSERT INTO addresses (person_id, street, city)
SELECT id, street, city
FROM people
ORDER BY id;

CREATE TABLE numbers (
  person_id integer NOT NULL,
  phone text,
  fax text,
  CONSTRAINT numbers_pkey PRIMARY KEY (person_id),
  CONSTRAINT numbers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

INSERT INTO numbers (person_id, phone, fax)
SELECT id, phone, fax
FROM people
ORDER BY id;

ALTER TABLE people DROP COLUMN fax;

ALTER TABLE people DROP COLUMN phone;

ALTER TABLE people DROP COLUMN city;

ALTER TABLE people DROP COLUMN street;
