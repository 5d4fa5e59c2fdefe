-- name: Read :many
SELECT data -> '$.a' AS a, data ->> '$.a' AS b, json_extract(data, '$.a') AS c, json_type(data) AS d, json_type(data, '$.a') AS e, json_array_length(data) AS f, json_valid(extra) AS g FROM docs;

-- name: Made :many
SELECT json_array(1, id, extra) AS a, json_object('id', id) AS b, json_set(data, '$.a', @value) AS c, json_remove(extra, '$.a') AS d, json_quote(id) AS e, json_patch(data, '{}') AS f, jsonb(data) AS g FROM docs;

-- name: Grouped :one
SELECT json_group_array(id) AS ids, json_group_object(id, data) AS docs FROM docs;
