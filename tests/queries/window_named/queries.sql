-- A window takes over the order of the one that it is built on.
-- name: Named :many
SELECT id, sum(pieces) OVER w AS total, rank() OVER (w ORDER BY pieces) AS place, sum(pieces) OVER past AS past
FROM sales WINDOW w AS (PARTITION BY region), past AS (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING);
