-- Every parameter is called like something of ours. ``` [x] <y>
-- name: Result :one
-- @route GET /hostile/{type}
SELECT id, "self" AS "self", 'a "quote" and \ "# */' AS "match" FROM "type" WHERE db = @db AND "row" = @type;

-- name: Decode :many
SELECT "query", "row" FROM "type" WHERE "query" = @sql OR "row" = @values;

-- name: Everything :exec
UPDATE "type" SET db = @db, "row" = @row, "query" = @query, "self" = @self, "crate" = @crate WHERE id = @params;

-- name: MaybeOne :many
-- @optional sql
-- @route GET /hostile
SELECT id FROM "type" WHERE db = @sql LIMIT 10;

-- name: MaybeTwo :opt
-- @optional values
-- @optional a_parameter_with_a_name_that_is_rather_long
SELECT id, "class" FROM "type" WHERE db = @values AND "row" = @a_parameter_with_a_name_that_is_rather_long LIMIT 1;

-- name: Raw :many
-- @route POST /hostile/raw
SELECT payload, raw, token, settings FROM options WHERE raw = @raw AND token IN (sqlc.slice(tokens));

-- name: AddRaw :execrows
-- @route POST /hostile/options
INSERT INTO options (db, decode, body, payload, token, raw, settings)
VALUES (@db, @decode, @body, @payload, @token, @raw, @settings);

-- name: OneValue :one
SELECT max("value") FROM "type";

-- name: MaybeValue :opt
SELECT "value" FROM "type" WHERE id = @id;

-- name: Get :exec
-- @route POST /hostile/get/{row}
DELETE FROM results WHERE id = @row;

-- name: Routes :one
-- @route GET /hostile/routes/{path}
SELECT count(*) AS "count" FROM results WHERE id = @path;
