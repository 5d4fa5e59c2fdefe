-- A function that gives one value gives one row.
-- name: Loud :one
SELECT loud FROM upper(@word) AS loud;

-- name: Both :many
SELECT words.id, l.length, o FROM words, length(words.word) AS l(length), upper(words.other) AS o;

-- name: Now :one
SELECT now.now IS NOT NULL AS known FROM now();
