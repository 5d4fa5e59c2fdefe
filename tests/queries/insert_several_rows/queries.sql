-- name: Two :many
INSERT INTO users (id, email, nick) VALUES (@first, @one, 'a'), (@second, @two, @nick) RETURNING id, nick, age;

-- name: Both :many
INSERT INTO users (id, email, nick) VALUES (1, 'a', 'x'), (2, 'b', 'y') RETURNING nick, active;
