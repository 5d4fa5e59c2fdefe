-- name: Sign :one
SELECT id FROM authors WHERE name = @name LIMIT 1;

-- name: Colon :one
SELECT id FROM authors WHERE name = :name LIMIT 1;

-- name: Call :one
SELECT id FROM authors WHERE name = sqlc.arg(name) LIMIT 1;

-- name: Quoted :one
SELECT id FROM authors WHERE name = sqlc.arg('name') LIMIT 1;

-- name: Spread :one
SELECT id FROM authors WHERE name = sqlc.arg( "name" ) LIMIT 1;

-- name: Tight :many
SELECT id FROM authors WHERE id>=@low AND id< @high AND id!=@not_this;
