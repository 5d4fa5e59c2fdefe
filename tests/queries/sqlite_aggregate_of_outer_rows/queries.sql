-- The aggregate reads columns of the outer query only: it gathers that one's rows, of which there may be none.
-- name: Titles :one
SELECT title, EXISTS (SELECT group_concat(songs.title) FROM (VALUES (1), (2)) AS numbers) AS any_title
FROM songs;

-- The same, where the inner rows come from a join in parentheses or a derived table without a name.
-- name: Lengths :one
SELECT length, (SELECT max(songs.length) FROM (songs AS a JOIN songs AS b ON a.id = b.id) LIMIT 1) AS longest,
  EXISTS (SELECT total(songs.length) FROM (SELECT id FROM songs)) AS any_total
FROM songs;
