-- name: People :many
SELECT full_name, year_born, twice FROM people WHERE full_name LIKE ? AND twice > ?;

-- name: Add :exec
INSERT INTO people (id, first, last, born, number) VALUES (?, ?, ?, ?, ?);
