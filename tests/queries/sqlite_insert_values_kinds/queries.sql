-- name: Dated :exec
INSERT INTO users (name, age, joined) VALUES (@name, strftime('%s', 'now'), date('now'));

-- name: Picked :exec
INSERT INTO users (name, age) VALUES (lower(@name), coalesce(@age, 1));

-- name: FromOther :exec
INSERT INTO users (name, email) SELECT name, @email FROM users WHERE id = @id;

-- name: Several :many
INSERT INTO users (name) VALUES (@first), (@second) RETURNING id;
