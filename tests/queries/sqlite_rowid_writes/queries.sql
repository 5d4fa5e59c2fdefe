-- name: Add :one
INSERT INTO users (rowid, name) VALUES (@id, @name) RETURNING rowid, id;

-- name: AddMail :exec
INSERT INTO mail (rowid, subject, body) VALUES (@id, @subject, @body);

-- name: Rebuild :exec
INSERT INTO mail (mail) VALUES ('rebuild');

-- name: Move :exec
UPDATE users SET _rowid_ = @new WHERE oid = @old;
