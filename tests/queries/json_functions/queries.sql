-- name: Built :many
SELECT jsonb_build_object('id', id, 'data', data) AS object, jsonb_build_array(id, NULL, tags) AS list,
  to_jsonb(tags) AS tags, json_build_object('id', id) AS plain, row_to_json(docs) AS whole
FROM docs;

-- name: Read :many
SELECT jsonb_typeof(data) AS kind, jsonb_array_length('[1, 2]') AS length, jsonb_set(data, '{a}', @value) AS changed,
  jsonb_path_query_first(data, '$.a') AS first, jsonb_path_query_array(data, '$.*') AS all,
  jsonb_extract_path_text(data, 'a', 'b') AS deep, jsonb_strip_nulls(data) AS stripped, jsonb_pretty(data) AS pretty
FROM docs;
