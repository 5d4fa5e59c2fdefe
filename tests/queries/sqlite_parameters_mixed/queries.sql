-- name: Counted :many
SELECT id FROM users WHERE name = ?2 AND age > ?1 AND email = ?;

-- name: Named :many
SELECT id FROM users WHERE name = :name AND age > ?2 AND score < ?;
