-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE contacts RENAME TO persons;

ALTER SEQUENCE contacts_id_seq RENAME TO persons_id_seq;

ALTER TABLE persons RENAME CONSTRAINT contacts_pkey TO persons_pkey;

CREATE TABLE companies (
  person_id bigint NOT NULL,
  name text NOT NULL,
  CONSTRAINT companies_pkey PRIMARY KEY (person_id)
);

INSERT INTO companies (person_id, name)
SELECT id, company
FROM persons
ORDER BY id;

ALTER TABLE persons DROP COLUMN company;
