-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users DROP CONSTRAINT users_name_check;

ALTER TABLE users DROP CONSTRAINT grown;

ALTER TABLE users DROP CONSTRAINT not_both;

ALTER TABLE users ADD CONSTRAINT users_name_check CHECK (length(name) > 0);

ALTER TABLE users ADD CONSTRAINT grown CHECK (age > 17);

ALTER TABLE users ADD CONSTRAINT users_id_check CHECK (id > 0);
