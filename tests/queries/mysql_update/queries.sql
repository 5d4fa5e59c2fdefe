-- name: Update :exec
UPDATE authors SET name = ?, rating = rating + 1 WHERE id = ?;

-- name: Update2 :exec
UPDATE authors SET bio = ? ORDER BY id LIMIT 5;

-- name: Update3 :exec
UPDATE IGNORE authors a SET a.name = ? WHERE a.id = ?;
