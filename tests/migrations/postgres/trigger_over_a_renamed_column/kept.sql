UPDATE t SET phase = 'b' RETURNING changed; -- 1
UPDATE t SET phase = 'a', changed = 0 RETURNING id; -- 1
