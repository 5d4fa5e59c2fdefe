-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items ADD COLUMN stock integer;

UPDATE items SET stock = (SELECT stocks.stock FROM stocks WHERE stocks.shop = items.shop AND stocks.code = items.code);

ALTER TABLE items ALTER COLUMN stock SET DEFAULT 0;

ALTER TABLE items ALTER COLUMN stock SET NOT NULL;

ALTER TABLE stocks DROP COLUMN stock;
