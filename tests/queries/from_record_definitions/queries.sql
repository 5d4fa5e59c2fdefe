-- name: Set :many
SELECT line.sku, line.quantity
FROM docs, jsonb_to_recordset(jsonb_build_array(jsonb_build_object('sku', docs.id), jsonb_build_object('quantity', 1))) AS line(sku text, quantity int, price numeric(10, 2));

-- name: One :one
SELECT point.x, point.y FROM json_to_record(@point) AS point(x float8, y float8);

-- name: WithoutName :many
SELECT sku FROM jsonb_to_recordset('[{"sku": "a"}, {}]') AS (sku text, tags text[]);
