-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items DROP CONSTRAINT items_n_excl;

ALTER TABLE items ALTER COLUMN n TYPE integer;

ALTER TABLE items ADD CONSTRAINT items_n_excl EXCLUDE USING btree (n WITH =);
