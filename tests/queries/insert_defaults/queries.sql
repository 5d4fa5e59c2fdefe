-- name: Nothing :one
INSERT INTO events DEFAULT VALUES RETURNING *;

-- name: Mixed :many
INSERT INTO events (id, at, note, twice) VALUES (DEFAULT, DEFAULT, @note, DEFAULT), (DEFAULT, @at, 'x', DEFAULT) RETURNING note, twice;

-- name: Positions :one
INSERT INTO events VALUES (DEFAULT, DEFAULT, @note) RETURNING id, note, level;

-- name: Whole :exec
INSERT INTO events VALUES (DEFAULT, DEFAULT, @note, @level, DEFAULT);
