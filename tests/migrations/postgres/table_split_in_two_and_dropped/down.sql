-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE persons RENAME TO contacts;

ALTER SEQUENCE persons_id_seq RENAME TO contacts_id_seq;

ALTER TABLE contacts RENAME CONSTRAINT persons_pkey TO contacts_pkey;

ALTER TABLE contacts ADD COLUMN company text;

UPDATE contacts SET company = (SELECT companies.name FROM companies WHERE companies.person_id = contacts.id);

ALTER TABLE contacts ALTER COLUMN company SET NOT NULL;

-- DANGER: every value of companies.person_id, companies.name that no row of contacts belongs to is lost.
DROP TABLE companies;
