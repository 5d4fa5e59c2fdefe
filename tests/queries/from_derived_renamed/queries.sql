-- name: Renamed :many
SELECT s.k, s.w FROM (SELECT id, word FROM c) AS s(k, w);

-- name: OfTable :many
SELECT t.p, note FROM a AS t(p);
