-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE stocks ADD COLUMN stock integer;

UPDATE stocks SET stock = (SELECT items.stock FROM items WHERE items.shop = stocks.shop AND items.code = stocks.code);

ALTER TABLE stocks ALTER COLUMN stock SET NOT NULL;

-- DANGER: every value of items.stock that no row of stocks belongs to is lost.
ALTER TABLE items DROP COLUMN stock;
