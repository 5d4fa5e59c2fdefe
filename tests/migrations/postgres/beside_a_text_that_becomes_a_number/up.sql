-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP INDEX items_size;

-- DANGER: every value of items.size is computed anew, as nullif(size, '')::integer.
ALTER TABLE items ALTER COLUMN size TYPE integer USING nullif(size, '')::integer;

ALTER TABLE items ALTER COLUMN size SET DEFAULT 7;

UPDATE items SET size = 7 WHERE size IS NULL;

ALTER TABLE items ALTER COLUMN size SET NOT NULL;

CREATE INDEX items_size ON items (size);
