-- Both sides of the inner join can be missing.
-- name: RightOfJoin :many
SELECT a.name, b.note, b.id AS b_id, c.id AS c_id
FROM (a JOIN b ON b.a_id = a.id) RIGHT JOIN c ON c.b_id = b.id;

-- A condition above the join takes it back.
-- name: TakenBack :many
SELECT a.name, b.id
FROM a LEFT JOIN b ON b.a_id = a.id
WHERE b.note = 'x';
