-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE contacts TO persons;

CREATE TABLE companies (
  person_id bigint NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (person_id)
);

INSERT INTO companies (person_id, name)
SELECT id, company
FROM persons
ORDER BY id;

ALTER TABLE persons DROP COLUMN company;
