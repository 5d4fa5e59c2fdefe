-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE people ADD COLUMN street text;

ALTER TABLE people ADD COLUMN city text;

ALTER TABLE people ADD COLUMN phone text;

ALTER TABLE people ADD COLUMN fax text;

UPDATE people SET street = (SELECT addresses.street FROM addresses WHERE addresses.person_id = people.id);

UPDATE people SET city = (SELECT addresses.city FROM addresses WHERE addresses.person_id = people.id);

UPDATE people SET phone = (SELECT numbers.phone FROM numbers WHERE numbers.person_id = people.id);

UPDATE people SET fax = (SELECT numbers.fax FROM numbers WHERE numbers.person_id = people.id);

DROP TABLE numbers;

DROP TABLE addresses;
