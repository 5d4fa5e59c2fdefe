-- name: Match :many
-- @route GET /hostile/{self}
SELECT `type`, `Self` AS `Self`, `weird words`, 'a "quote" and \\ "# */' AS `match`
FROM `self` WHERE db = @db AND `row` = @self AND `self`.`Self` = @type;

-- name: Fn :exec
UPDATE `self` SET `query` = @query, `weird words` = @words, extra = @extra, payload = @payload, raw = @raw
WHERE `type` = @params;

-- name: Impl :many
-- @optional sql
SELECT payload, raw, token, seen, noted, at_time, on_day, ratio, born FROM `self` WHERE token = @sql;

-- name: Trait :one
-- @route POST /hostile/trait
INSERT INTO options (decode, body, `values`, self_id) VALUES (@decode, @body, @values, @self_id)
RETURNING decode, body, `values`, self_id;

-- name: Loop :many
SELECT `type` FROM `self` WHERE `type` IN (sqlc.slice(ids)) AND `Self` IN (sqlc.slice(words));

-- name: Get :exec
-- @route POST /hostile/get/{row}
DELETE FROM results WHERE id = @row;
