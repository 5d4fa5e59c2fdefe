-- name: Both :one
SELECT u.email, t.name FROM users AS u JOIN teams AS t ON t.id = u.team WHERE u.id = @id;

-- name: Optional :one
SELECT u.email, t.name FROM users AS u LEFT JOIN teams AS t ON t.id = u.team WHERE u.email = @email;

-- name: Composite :one
SELECT m.role, u.email FROM members AS m JOIN users AS u ON u.id = m.member JOIN teams AS t ON t.id = m.team
WHERE t.name = @team AND u.email = @email;

-- name: Half :many
SELECT m.role FROM members AS m WHERE m.team = @team;

-- name: Other :many
SELECT u.email FROM teams AS t JOIN users AS u ON u.team = t.id WHERE t.id = @id;
