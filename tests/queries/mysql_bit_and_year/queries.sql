-- name: Bits :many
SELECT flags, one, made, made + 1 AS next, flags + 0 AS number FROM machines WHERE made > ? AND one = b'1';

-- name: Change :exec
UPDATE machines SET flags = b'1010', one = 1, made = ? WHERE id = ?;
