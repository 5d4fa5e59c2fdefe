-- name: Calls :many
SELECT add(id) AS one, add(id, 2) AS two, add(name, 'x') AS three, halved(id) AS four, atomic(id) AS five,
  sum_of(1, 2, id) AS six, sum_of(VARIADIC ARRAY[1, 2]) AS seven, first_of(ARRAY[name]) AS eight,
  next_mood(feels) AS nine, name_of(id) AS ten
FROM users;

-- name: Params :one
SELECT add($1::int, $2) AS a, next_mood($3) AS m, halved($4) AS h, add(b => $5, a => $6::int) AS named;

-- name: Where :many
SELECT id FROM users WHERE add(id) > $1;
