-- A SELECT without FROM, before ON.
-- name: Hit :exec
INSERT INTO counters (name, hits) SELECT ?, 1 ON DUPLICATE KEY UPDATE hits = hits + 1;

-- name: Copy :exec
INSERT INTO counters (name, hits, note) SELECT CONCAT(name, '2'), hits, note FROM counters
ON DUPLICATE KEY UPDATE note = VALUES(note);
