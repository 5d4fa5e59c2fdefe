-- name: Add :many
INSERT INTO tags (name, weight) SELECT 'a', 1 UNION ALL SELECT 'b', 2 RETURNING name, weight;

-- name: Parens :execrows
INSERT INTO tags (name) (SELECT name || '!' FROM tags);

-- name: Bare :execrows
INSERT INTO tags (name) SELECT unnest(@names::text[]) ON CONFLICT (name) DO NOTHING;
