-- name: Written :many
SELECT ROW(id, note) AS pair, ROW(a.*, 1) AS more FROM a;

-- name: Missing :many
SELECT (id, x) IS NULL AS all_missing, (id, x) IS NOT NULL AS all_there, ROW(id, x) IS DISTINCT FROM ROW(1, 2) AS other FROM a;

-- name: Scalar :many
SELECT note FROM a WHERE (id, x) = (SELECT id, x FROM b WHERE b.id = @id LIMIT 1);

-- name: Quantified :many
SELECT note FROM a WHERE (id, x) = ANY (SELECT id, x FROM b);
