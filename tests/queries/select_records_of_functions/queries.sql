-- name: Whole :many
SELECT jsonb_each(body) AS pair FROM docs;

-- name: Field :many
SELECT (jsonb_each_text(jsonb_build_object('a', id, 'b', NULL))).key, (jsonb_each_text(jsonb_build_object('a', id, 'b', NULL))).value FROM docs;

-- name: Star :many
SELECT id, (jsonb_each_text(jsonb_build_object('a', id, 'b', NULL))).* FROM docs;
