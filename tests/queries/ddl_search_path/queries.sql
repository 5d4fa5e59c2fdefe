-- name: Things :many
SELECT * FROM things;

-- name: Others :many
SELECT id FROM public.things;

-- name: High :many
SELECT high.id, 'low'::level AS l FROM high;
