-- name: Limited :many
(SELECT id FROM a ORDER BY id LIMIT 1) UNION ALL (SELECT x FROM b ORDER BY x DESC LIMIT 1);

-- name: Precedence :many
SELECT x FROM b UNION SELECT x FROM a INTERSECT SELECT id FROM a;

-- name: Single :opt
(SELECT id FROM a ORDER BY id) LIMIT 1;
