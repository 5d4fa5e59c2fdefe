-- name: ReplaceIt :one
INSERT OR REPLACE INTO tags (name, color) VALUES (@name, @color) RETURNING name;

-- name: IgnoreIt :opt
INSERT OR IGNORE INTO tags (name, color) VALUES (@name, @color) RETURNING name;

-- name: Short :exec
REPLACE INTO tags VALUES (@name, @color);

-- name: Fail :exec
INSERT OR FAIL INTO tags (name) VALUES (@name);
