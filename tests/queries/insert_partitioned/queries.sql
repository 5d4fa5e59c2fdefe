-- name: Add :one
INSERT INTO measures (id, day, value) VALUES (@id, @day, @value)
ON CONFLICT (id, day) DO UPDATE SET value = EXCLUDED.value RETURNING *;

-- name: Get :one
SELECT value FROM measures WHERE id = @id AND day = @day;
