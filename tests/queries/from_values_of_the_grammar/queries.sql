-- name: Cast :one
SELECT * FROM CAST(@since AS date) AS since;

-- name: Unnamed :one
SELECT * FROM CAST('1' AS integer), current_date;

-- name: Words :one
SELECT d, current_user, l.*, s.s FROM current_date AS d, current_user, localtimestamp(2) AS l, session_user AS s;

-- name: Lateral :many
SELECT v.id, e.year, t FROM visits v
CROSS JOIN LATERAL EXTRACT(year FROM v.seen) AS e (year)
LEFT JOIN trim(FROM ' x ') AS t ON t = v.page;

-- name: Parts :one
SELECT * FROM substring('abc' FROM 2) AS s, position('b' IN 'abc') AS p, overlay('abc' PLACING 'x' FROM 2) AS o,
  coalesce(@given::text, 'none') AS c, greatest(1, 2) AS g;

-- name: NoFrom :many
SELECT id FROM visits WHERE limit_to IS DISTINCT FROM CAST(page AS integer) AND EXTRACT(day FROM CAST(seen AS date)) > 3;

-- name: Copy :exec
INSERT INTO old_visits TABLE visits;

-- name: CopyColumns :exec
INSERT INTO old_visits (id, page, seen, limit_to) TABLE visits;

-- name: Nothing :exec
SELECT FROM visits WHERE id = @id FOR UPDATE;
