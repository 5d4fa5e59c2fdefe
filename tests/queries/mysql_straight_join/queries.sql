-- name: StraightJoin :many
SELECT STRAIGHT_JOIN a.id FROM authors a JOIN books b ON a.id = b.author_id;

-- name: StraightJoin2 :many
SELECT a.id FROM authors a STRAIGHT_JOIN books b ON a.id = b.author_id;
