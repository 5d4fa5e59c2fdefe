-- name: Insert :exec
INSERT INTO authors (name, bio) VALUES (?, ?);

-- name: Insert2 :exec
INSERT INTO authors (name, active) VALUES ('a', 1), ('b', DEFAULT), (?, ?);
