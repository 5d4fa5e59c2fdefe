-- name: All :many
SELECT * FROM readings WHERE sensor = @sensor;

-- name: Add :one
INSERT INTO readings (sensor, value, raw, note) VALUES (@sensor, @value, @raw, @note) RETURNING id;

-- name: Sum :one
SELECT sum(value) AS value, sum(count) AS count, max(note) AS note FROM readings;
