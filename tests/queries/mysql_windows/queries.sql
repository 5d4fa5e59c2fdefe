-- name: Windows :many
SELECT ROW_NUMBER() OVER (PARTITION BY author_id
ORDER BY price DESC) AS rn, RANK() OVER w AS r, LAG(price) OVER w AS prev, SUM(price) OVER (ORDER BY id) AS run
FROM books WINDOW w AS (ORDER BY price);
