-- name: Archive :many
WITH gone AS (DELETE FROM users WHERE gone IS NOT NULL RETURNING id, name, gone)
INSERT INTO archive (id, name, why) SELECT id, name, @why FROM gone RETURNING id, why;

-- name: Chain :one
WITH gone AS (DELETE FROM users WHERE gone < @before RETURNING id, name),
     kept AS (INSERT INTO archive (id, name) SELECT id, name FROM gone RETURNING id)
INSERT INTO log (users) SELECT count(*) FROM kept RETURNING at, users;

-- name: AddOrGet :one
WITH added AS (INSERT INTO users (id, name) VALUES (@id, @name) ON CONFLICT (id) DO NOTHING RETURNING id, name, gone)
SELECT id, name, gone FROM added UNION ALL SELECT id, name, gone FROM users WHERE id = @id LIMIT 1;

-- name: Unused :exec
WITH gone AS (DELETE FROM users WHERE id = @id) UPDATE archive SET why = @why WHERE id = @id;
