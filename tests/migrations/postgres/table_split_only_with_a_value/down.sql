-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ADD COLUMN phone text;

UPDATE users SET phone = (SELECT phones.number FROM phones WHERE phones.user_id = users.id);

-- DANGER: every value of phones.is_main is lost.
DROP TABLE phones;
