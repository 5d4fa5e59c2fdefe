-- name: Find :many
SELECT id, payload ->> '$.kind' AS kind FROM events WHERE payload ->> '$.kind' = @kind AND json_extract(payload, '$.n') > @n;

-- name: Patch :exec
UPDATE events SET payload = json_set(payload, '$.seen', json('true'), '$.by', @by) WHERE id = @id;

-- name: Keys :many
SELECT DISTINCT j.key FROM events, json_each(events.payload) AS j ORDER BY j.key;
