-- name: Now :one
SELECT date('now') AS day, time('now') AS time, datetime('now', '-1 day', 'start of month') AS at, julianday('now') AS julian, unixepoch() AS seconds, strftime('%Y', 'now') AS year, unixepoch('now', 'subsec') AS exact;

-- name: OfColumns :many
SELECT date(joined) AS day, strftime('%s', joined) AS seconds, unixepoch(joined) AS epoch, julianday('now') - julianday(joined) AS days, date('bad') AS bad, timediff('now', joined) AS since FROM users;

-- name: Since :many
SELECT id FROM users WHERE joined >= datetime('now', @shift) AND joined BETWEEN @low AND @high;
