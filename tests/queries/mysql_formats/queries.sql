-- STR_TO_DATE gives what its format has parts of.
-- name: Formats :many
SELECT STR_TO_DATE(taken, '%Y-%m-%d') AS day, STR_TO_DATE(taken, '%H:%i') AS hour,
  STR_TO_DATE(taken, '%Y-%m-%d %H:%i:%s') AS moment
FROM readings;

-- What is rounded is an integer where it has room.
-- name: Rounded :many
SELECT FLOOR(amount) AS a, CEIL(large) AS b, FLOOR(AVG(amount) OVER ()) AS c, - -1 AS d FROM readings;

-- name: Alternatives :many
SELECT CASE WHEN id > 1 THEN state END AS a, COALESCE(state, 'x') AS b, NULLIF(state, 'new') AS c FROM readings;
