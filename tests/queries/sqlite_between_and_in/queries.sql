-- name: Between :many
SELECT id FROM users WHERE age BETWEEN @low AND @high AND name NOT BETWEEN 'a' AND 'b';

-- name: Empty :many
SELECT id IN () AS never, id NOT IN () AS always FROM users;

-- name: Nulls :many
SELECT age IN (1, 2) AS a, id IN (1, NULL) AS b, id IN (SELECT age FROM users) AS c FROM users;
