-- name: All :many
SELECT * FROM "my table";

-- name: Some :many
SELECT id, [a column], `group`, key, "order" FROM 'my table' WHERE "group" > @group;
