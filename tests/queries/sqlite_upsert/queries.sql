-- name: Upsert :one
INSERT INTO tags (name, color) VALUES (@name, @color) ON CONFLICT (name) DO UPDATE SET color = excluded.color, uses = uses + 1 RETURNING *;

-- name: Keep :opt
INSERT INTO tags (name, color) VALUES (@name, @color) ON CONFLICT DO NOTHING RETURNING name;

-- name: OnlyOther :opt
INSERT INTO tags AS t (name, color) VALUES (@name, @color) ON CONFLICT (name) DO UPDATE SET color = excluded.color WHERE t.color IS NOT excluded.color RETURNING name;

-- name: FromSelect :exec
INSERT INTO tags (name, color) SELECT color, name FROM tags WHERE TRUE ON CONFLICT (name) DO UPDATE SET uses = 1;
