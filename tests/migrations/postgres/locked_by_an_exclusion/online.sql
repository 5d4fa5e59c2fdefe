-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items DROP CONSTRAINT items_n_excl;

-- LOCK: nobody works on items while it is written anew, since items_n_excl cannot be built beside the one that is there.
ALTER TABLE items ALTER COLUMN n TYPE bigint;

ALTER TABLE items ADD CONSTRAINT items_n_excl EXCLUDE USING btree (n WITH =);

