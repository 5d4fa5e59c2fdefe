-- name: Search :many
SELECT rowid, subject, rank FROM mail WHERE mail MATCH @query ORDER BY rank;

-- name: Marked :many
SELECT highlight(mail, 1, '<b>', '</b>') AS subject, bm25(mail) AS score FROM mail WHERE mail MATCH @query;

-- name: Called :many
SELECT * FROM mail(@query);

-- name: Add :exec
INSERT INTO mail (sender, subject, body) VALUES (@sender, @subject, @body);

-- name: Remove :exec
DELETE FROM mail WHERE rowid = @id;
