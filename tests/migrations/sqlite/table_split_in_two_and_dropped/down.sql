-- Back again.
PRAGMA foreign_keys = OFF;

ALTER TABLE persons RENAME TO contacts;

CREATE TABLE rowtype_new_contacts (
  id INTEGER PRIMARY KEY,
  name text NOT NULL,
  company text NOT NULL,
  note text
);

INSERT INTO rowtype_new_contacts (id, name, company, note)
SELECT id, name, (SELECT companies.name FROM companies WHERE companies.person_id = contacts.id), note
FROM contacts;

DROP TABLE contacts;

ALTER TABLE rowtype_new_contacts RENAME TO contacts;

-- DANGER: every value of companies.person_id, companies.name that no row of contacts belongs to is lost.
DROP TABLE companies;
