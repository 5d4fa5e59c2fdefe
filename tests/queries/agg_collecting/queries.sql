-- Arrays and JSON hold the NULLs themselves.
-- name: Collected :many
SELECT region, array_agg(city ORDER BY city) AS cities, array_agg(pieces) AS pieces,
  string_agg(city, ', ' ORDER BY city DESC) AS listed, json_agg(bonus) AS bonuses,
  jsonb_object_agg(id, amount) AS amounts
FROM sales GROUP BY region;

-- name: Whole :one
SELECT array_agg(id) AS ids, string_agg(region, ',') AS regions, bool_and(paid) AS all_paid FROM sales;

-- name: Or :one
SELECT coalesce(json_agg(id) FILTER (WHERE paid), '[]') AS ids FROM sales;
