-- name: Search :many
-- @optional low, high, title, least, word
SELECT b.id, b.title
FROM books b JOIN authors a ON a.id = b.author_id AND a.name = @word
WHERE b.pages BETWEEN @low AND @high AND (b.title = @title OR b.title IS NULL) AND b.id > 0
GROUP BY b.id, b.title
HAVING count(*) >= @least;
