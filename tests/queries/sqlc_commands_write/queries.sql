-- name: Rename :exec
UPDATE authors SET name = sqlc.arg(name) WHERE id = sqlc.arg(id);

-- name: Clear :execrows
UPDATE authors SET bio = NULL WHERE bio = sqlc.arg(bio);

-- name: ClearAll :execresult
UPDATE authors SET bio = NULL;

-- name: Load :copyfrom
INSERT INTO authors (id, name, bio) VALUES (sqlc.arg(id), sqlc.arg(name), sqlc.arg(bio));

-- name: RenameMany :batchexec
UPDATE authors SET name = sqlc.arg(name) WHERE id = sqlc.arg(id);

-- name: Add :execlastid
INSERT INTO authors (id, name) VALUES (sqlc.arg(id), sqlc.arg(name));
