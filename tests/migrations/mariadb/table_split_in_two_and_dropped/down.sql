-- Back again.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE persons TO contacts;

ALTER TABLE contacts ADD COLUMN company text AFTER name;

UPDATE contacts SET company = (SELECT companies.name FROM companies WHERE companies.person_id = contacts.id);

ALTER TABLE contacts MODIFY COLUMN company text NOT NULL;

-- DANGER: every value of companies.person_id, companies.name that no row of contacts belongs to is lost.
DROP TABLE companies;
