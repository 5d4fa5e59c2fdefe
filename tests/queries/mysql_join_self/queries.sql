-- name: Parents :many
SELECT c.name, p.name AS parent, g.name AS grandparent
FROM customers c
LEFT JOIN customers p ON p.id = c.parent_id
LEFT JOIN customers g ON g.id = p.parent_id;

-- name: NullSafe :many
SELECT a.id, b.id AS other FROM customers a LEFT JOIN customers b ON b.parent_id <=> a.parent_id AND b.id <> a.id;

-- name: TakenBack :many
SELECT c.name, p.name AS parent FROM customers c LEFT JOIN customers p ON p.id = c.parent_id WHERE p.name <> '';
