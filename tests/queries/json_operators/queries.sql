-- A path may lead nowhere, or to JSON null.
-- name: Paths :many
SELECT data -> 'a' AS a, data ->> 'a' AS a_text, data -> 0 AS first, data #> '{a,b}' AS deep,
  data #>> '{a,b}' AS deep_text, raw -> 'a' AS raw_a, data['a'] AS subscript
FROM docs;

-- name: Tests :many
SELECT data @> '{"a": 1}' AS holds, data <@ @whole AS is_part, data ? 'a' AS has, data ?| ARRAY['a', 'b'] AS has_any,
  data ?& @keys AS has_all, data @? '$.a' AS found
FROM docs;

-- name: Changes :many
SELECT data || '{"z": 1}' AS more, data - 'a' AS less, data #- '{a,b}' AS cut, extra || data AS both
FROM docs WHERE jsonb_typeof(data) = 'object';
