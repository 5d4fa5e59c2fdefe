-- name: ByName :many
SELECT id AS k FROM a UNION SELECT x FROM b ORDER BY k DESC LIMIT 3;

-- name: ByNumber :many
SELECT id, x FROM a UNION SELECT x, x FROM b ORDER BY 2, 1;
