-- name: Only :many
SELECT id FROM ONLY events;

-- name: Parenthesized :many
SELECT e.id FROM ONLY (events) AS e;

-- name: Sampled :many
SELECT id, kind FROM events TABLESAMPLE SYSTEM (100) REPEATABLE (@seed);

-- name: Inherited :many
SELECT id FROM events *;
