-- name: JoinUsing :many
SELECT id, title, label FROM books JOIN tree USING (id);
