-- name: Pairs :many
SELECT sqlc.embed(x), sqlc.embed(y), count(*) OVER () AS pairs
FROM books x JOIN books y ON y.author_id = x.author_id AND y.id > x.id;
