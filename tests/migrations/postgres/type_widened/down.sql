-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE parts DROP CONSTRAINT parts_item_id_fkey;

ALTER TABLE items ALTER COLUMN name DROP DEFAULT;

ALTER TABLE items ALTER COLUMN id TYPE integer;

ALTER TABLE items ALTER COLUMN name TYPE varchar(20);

ALTER TABLE items ALTER COLUMN name SET DEFAULT 'none';

-- DANGER: digits that the new scale has no place for are rounded away in items.price.
ALTER TABLE items ALTER COLUMN price TYPE numeric(6, 2);

ALTER TABLE parts ALTER COLUMN item_id TYPE integer;

ALTER TABLE parts ALTER COLUMN note TYPE varchar(10);

ALTER TABLE parts ADD CONSTRAINT parts_item_id_fkey FOREIGN KEY (item_id) REFERENCES items (id);
