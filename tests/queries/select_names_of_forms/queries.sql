-- name: Typed :one
SELECT date '2024-02-29', timestamp '2024-02-29', time '10:00', inet '10.0.0.1', interval '1 day', interval '2' month, bit '1', char(3) 'abc';

-- name: Texts :many
SELECT trim(title), trim(LEADING 'x' FROM title), trim(TRAILING FROM title), substring(title FROM 2), overlay(title PLACING 'x' FROM 1), position('a' IN title) FROM events;

-- name: Times :many
SELECT at AT TIME ZONE 'UTC', (at AT TIME ZONE 'UTC')::date, extract(year FROM at), at::date FROM events;

-- name: Others :many
SELECT ceil(id / 2.0), floor(id / 2.0), title IS NORMALIZED, normalize(title), title COLLATE "C", -id, NOT true, id BETWEEN 1 AND 2 FROM events;

-- name: Shorthand :many
SELECT substr(title, 2), substr(title, 1, 2), substring(title, 2) FROM events;

-- name: Derived :many
SELECT timezone, btrim, date FROM (SELECT at AT TIME ZONE 'UTC', trim(title), date '2024-01-01' FROM events) AS e;
