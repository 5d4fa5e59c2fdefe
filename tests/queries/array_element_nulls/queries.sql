-- What is known of an array's elements goes through operators and functions.
-- name: Joined :many
SELECT n FROM unnest(ARRAY[1, 2] || 3 || ARRAY[4]) AS n;

-- name: Split :many
SELECT word FROM users, unnest(string_to_array(users.name, ' ')) AS word;

-- name: Tested :many
SELECT id = ANY(ARRAY[1, 2] || 3) AS listed, id = ANY(ARRAY[1, NULL]) AS unsure FROM users;

-- An array of arrays has the elements of the inner ones.
-- name: Matrix :many
SELECT cell FROM (SELECT array_agg(ARRAY[users.email]) AS cells FROM users) AS s, unnest(s.cells) AS cell;
