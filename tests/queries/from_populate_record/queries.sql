-- The columns are those of the type; nothing says that they are there.
-- name: OfTable :many
SELECT box.id, box.name, (box.size).width FROM jsonb_populate_recordset(null::boxes, '[{"id": 1, "name": "a", "size": {"width": 2}}, {}]') AS box;

-- name: OfType :one
SELECT width, height FROM jsonb_populate_record(null::size, @size);
