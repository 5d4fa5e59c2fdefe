-- name: Pairs :many
SELECT docs.id, pair.key, pair.value FROM docs, jsonb_each(docs.body) AS pair;

-- The text of a JSON null is NULL; a key is always there.
-- name: Texts :many
SELECT pair.key, pair.value FROM docs CROSS JOIN LATERAL jsonb_each_text(jsonb_build_object('id', docs.id, 'raw', docs.raw, 'none', NULL)) AS pair;

-- name: Elements :many
SELECT item, item ->> 'name' AS name FROM docs, jsonb_array_elements(jsonb_build_array(docs.body, 1)) AS item;

-- name: Numbered :many
SELECT item.value, item.ordinality FROM docs, json_array_elements_text(json_build_array(docs.raw, 'x')) WITH ORDINALITY AS item;

-- name: Keys :many
SELECT DISTINCT key FROM docs, jsonb_object_keys(docs.body) AS key;
