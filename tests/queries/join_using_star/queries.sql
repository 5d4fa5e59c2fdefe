-- Merged columns come first.
-- name: Stars :many
SELECT * FROM (SELECT x, id AS a_id FROM a) AS a JOIN (SELECT id AS b_id, x FROM b) AS b USING (x);
