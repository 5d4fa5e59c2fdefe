-- GROUP BY () is one group, with or without rows.
-- name: Total :one
SELECT sum(pieces) AS pieces, count(*) AS number FROM sales GROUP BY ();
