-- The aggregate reads columns of the outer query only: it gathers that one's rows, of which there may be none.
-- name: Titles :one
SELECT title, EXISTS (SELECT group_concat(songs.title) FROM (VALUES (1), (2)) AS numbers) AS any_title
FROM songs;
