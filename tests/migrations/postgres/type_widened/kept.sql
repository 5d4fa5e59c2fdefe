SELECT id, name, price FROM items; -- 1, A thing, 1.50
SELECT item_id, note FROM parts; -- 1, small
