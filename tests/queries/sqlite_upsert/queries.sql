-- name: Upsert :one
INSERT INTO tags (name, color) VALUES (@name, @color) ON CONFLICT (name) DO UPDATE SET color = excluded.color, uses = uses + 1 RETURNING *;

-- name: Keep :opt
INSERT INTO tags (name, color) VALUES (@name, @color) ON CONFLICT DO NOTHING RETURNING name;

-- name: OnlyOther :opt
INSERT INTO tags AS t (name, color) VALUES (@name, @color) ON CONFLICT (name) DO UPDATE SET color = excluded.color WHERE t.color IS NOT excluded.color RETURNING name;

-- name: FromSelect :exec
INSERT INTO tags (name, color) SELECT color, name FROM tags WHERE TRUE ON CONFLICT (name) DO UPDATE SET uses = 1;

-- ON cannot be a join's after a condition of a join, and after GROUP BY, ORDER BY and a SELECT without FROM.
-- name: FromJoin :exec
INSERT INTO tags (name) SELECT t.name FROM tags AS t JOIN tags AS u ON u.name = t.name ON CONFLICT DO NOTHING;

-- name: FromGroups :exec
INSERT INTO tags (name) SELECT color FROM tags GROUP BY color HAVING color IS NOT NULL ON CONFLICT (name) DO NOTHING;

-- name: FromValues :exec
INSERT INTO tags (name, uses) SELECT @name, @uses IS NOT DISTINCT FROM 1 ON CONFLICT (name) DO UPDATE SET (uses, color) = (excluded.uses, NULL);
