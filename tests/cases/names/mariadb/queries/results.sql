-- name: Row :one
-- @route GET /row/{id}
SELECT id, db, body, `row` FROM results WHERE id = @id;

-- name: Db :many
-- @route POST /db
SELECT id, db AS query, body AS app, `row` AS params FROM results
WHERE db = @db AND body = @query AND `row` = @params;

-- name: List :exec
UPDATE results SET body = @self WHERE id = @type;

-- name: GetOption :opt
SELECT * FROM options WHERE id = @id;

-- name: Optional :many
-- @route GET /optional
-- @optional app
-- @optional body
SELECT id FROM results WHERE db = @app AND body = @body;

-- name: Result :execrows
-- @route DELETE /result/{db}
DELETE FROM results WHERE db = @db AND body = @limit;
