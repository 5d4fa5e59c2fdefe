-- name: System :one
INSERT INTO a (id, note) OVERRIDING SYSTEM VALUE VALUES (@id, @note) RETURNING id, note;

-- name: UserValue :one
INSERT INTO a (id, note) OVERRIDING USER VALUE VALUES (@id, 'x') RETURNING id, note;

-- name: Copy :many
INSERT INTO a OVERRIDING SYSTEM VALUE SELECT id, note FROM b RETURNING a.id;

-- name: Own :exec
INSERT INTO b (id, note) VALUES (@id, @note);
