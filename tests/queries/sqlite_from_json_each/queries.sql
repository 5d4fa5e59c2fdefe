-- name: Tags :many
SELECT docs.id, tag.key, tag.value, tag.type, tag.atom, tag.fullkey FROM docs, json_each(docs.data, '$.tags') AS tag;

-- name: Left :many
SELECT docs.id, e.value, e.type FROM docs LEFT JOIN json_each(docs.extra) AS e;

-- name: Tree :many
SELECT path, id, parent FROM json_tree(@data);
