-- name: InsertSet :exec
INSERT INTO authors SET name = ?, bio = ?;
