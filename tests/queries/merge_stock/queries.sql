-- name: Apply :exec
MERGE INTO stock AS s USING moves AS m ON m.item = s.item
WHEN MATCHED AND s.count + m.delta = 0 THEN DELETE
WHEN MATCHED THEN UPDATE SET count = s.count + m.delta, note = @note
WHEN NOT MATCHED AND m.delta > 0 THEN INSERT (item, count, note) VALUES (m.item, m.delta, m.why)
WHEN NOT MATCHED THEN DO NOTHING;

-- name: Single :execrows
MERGE INTO stock USING (SELECT @item::text AS item, @count::integer AS count) AS given ON stock.item = given.item
WHEN MATCHED THEN UPDATE SET (count, note) = (given.count, DEFAULT)
WHEN NOT MATCHED THEN INSERT VALUES (given.item, given.count);
