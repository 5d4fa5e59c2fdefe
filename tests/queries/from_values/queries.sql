-- name: Constants :many
SELECT v.n, v.word FROM (VALUES (1, 'one'), (2, NULL)) AS v(n, word);

-- name: Joined :many
SELECT a.note, v.label FROM a JOIN (VALUES (1, 'first'), (2, 'second')) AS v(id, label) ON v.id = a.id;
