-- name: Next :one
UPDATE jobs SET state = 'running'
WHERE id = (SELECT id FROM jobs WHERE state = 'new' ORDER BY at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING *;

-- name: Any :one
DELETE FROM jobs WHERE id = ANY(ARRAY[@id::integer]::integer[]) RETURNING state;

-- name: AnyOne :one
SELECT state FROM jobs WHERE id = ANY(ARRAY[@id::integer]);

-- name: First :one
SELECT state FROM jobs ORDER BY at FETCH FIRST 1 ROW ONLY;
