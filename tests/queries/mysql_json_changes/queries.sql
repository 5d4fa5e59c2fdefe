-- name: Changed :many
SELECT JSON_SET(prefs, '$.a', ?) AS a, JSON_INSERT(prefs, '$.a', 1) AS b, JSON_REPLACE(prefs, '$.a', 1) AS c, JSON_REMOVE(prefs, '$.a') AS d,
  JSON_MERGE_PATCH(prefs, '{}') AS e, JSON_ARRAY_APPEND(prefs, '$.a', 1) AS f
FROM customers;

-- name: Asked :many
SELECT JSON_CONTAINS(prefs, ?, '$.b') AS a, JSON_KEYS(prefs) AS b, JSON_TYPE(prefs) AS c, JSON_VALID(note) AS d,
  JSON_SEARCH(prefs, 'one', 'x') AS e, JSON_DEPTH(prefs) AS f, JSON_CONTAINS_PATH(prefs, 'all', '$.a') AS g, JSON_QUOTE(name) AS h
FROM customers;

-- name: Chosen :many
SELECT id FROM customers WHERE JSON_EXTRACT(prefs, '$.on') = TRUE AND JSON_UNQUOTE(JSON_EXTRACT(prefs, '$.lang')) = ?;

-- name: Write :exec
UPDATE customers SET prefs = JSON_SET(COALESCE(prefs, '{}'), '$.theme', sqlc.arg('theme')) WHERE id = sqlc.arg('id');
