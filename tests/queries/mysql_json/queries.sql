-- name: Json :many
SELECT JSON_EXTRACT(meta, '$.a') AS a, JSON_UNQUOTE(JSON_EXTRACT(meta, '$.a')) AS b, JSON_VALUE(meta, '$.b') AS c, JSON_LENGTH(meta) AS d, JSON_OBJECT('id', id, 'name', name) AS e, JSON_ARRAY(1, name) AS f FROM authors;

-- name: Json2 :many
SELECT JSON_ARRAYAGG(title) AS titles FROM books GROUP BY author_id;
