-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ALTER COLUMN id DROP IDENTITY;

CREATE SEQUENCE items_id_seq AS integer OWNED BY items.id;

ALTER TABLE items ALTER COLUMN id SET DEFAULT nextval('items_id_seq');

SELECT setval(pg_get_serial_sequence('items', 'id'), coalesce(max(id), 0) + 1, false) FROM items;
