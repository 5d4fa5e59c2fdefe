-- name: All :many
SELECT day, hour_of, at, stamp, stamp_or_null FROM moments WHERE at BETWEEN ? AND ? AND day = ? AND hour_of < ?;

-- name: Now :exec
UPDATE moments SET at = NOW(6), stamp = CURRENT_TIMESTAMP(3), day = CURRENT_DATE, hour_of = CURRENT_TIME() WHERE id = ?;
