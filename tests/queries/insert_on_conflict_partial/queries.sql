-- name: Start :one
INSERT INTO jobs (id, name) VALUES (@id, @name)
ON CONFLICT (name) WHERE NOT done DO UPDATE SET name = EXCLUDED.name RETURNING id, done;

-- name: Both :exec
INSERT INTO jobs (id, name) VALUES (@id, @name) ON CONFLICT (gone) WHERE jobs.gone IS NULL AND (done) DO NOTHING;
