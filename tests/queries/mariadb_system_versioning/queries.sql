-- name: Now :many
SELECT * FROM contracts;

-- name: AsOf :many
SELECT id, worth FROM contracts FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-01 00:00:00' WHERE worth > ?;

-- name: AsOfThen :many
SELECT c.id FROM contracts FOR SYSTEM_TIME AS OF ? AS c;

-- name: Between :many
SELECT id, valid_from, valid_to FROM contracts FOR SYSTEM_TIME BETWEEN ? AND NOW() ORDER BY valid_from;

-- name: FromTo :many
SELECT id FROM contracts FOR SYSTEM_TIME FROM '2024-01-01' TO ?;

-- name: All :many
SELECT n.id, n.body FROM notes FOR SYSTEM_TIME ALL AS n WHERE n.seen < ?;

-- name: Star :many
SELECT * FROM notes FOR SYSTEM_TIME ALL;
