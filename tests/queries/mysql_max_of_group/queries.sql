-- name: MaxOfGroup :many
SELECT author_id, MAX(published) AS latest, MIN(price) AS cheapest, MAX(kind) AS k
FROM books JOIN authors ON authors.id = author_id
GROUP BY author_id;
