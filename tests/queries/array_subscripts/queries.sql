-- Outside of its bounds an array is NULL; a slice is empty.
-- name: Elements :many
SELECT tags[1] AS first, tags[@nth] AS nth, scores[1][2] AS deep FROM users;

-- name: Slices :many
SELECT tags[1:2] AS two, tags[:3] AS upto, tags[2:] AS after, scores[1:2] AS maybe FROM users;

-- name: OfExpression :many
SELECT (ARRAY[1, 2, 3])[2] AS second, (string_to_array(name, ' '))[1] AS word FROM users;

-- name: Walked :many
SELECT u.tags[i] AS tag, i FROM users AS u, generate_subscripts(u.tags, 1) AS i;
