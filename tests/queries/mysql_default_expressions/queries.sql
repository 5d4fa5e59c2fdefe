-- name: Short :exec
INSERT INTO things (name) VALUES (?);

-- name: Explicit :exec
INSERT INTO things (code, name, counter, made) VALUES (DEFAULT, ?, DEFAULT(counter), DEFAULT);

-- name: None :execlastid
INSERT INTO logs () VALUES ();

-- name: Back :exec
UPDATE things SET counter = DEFAULT, made = DEFAULT(made) WHERE name = ?;

-- name: Read :many
SELECT DEFAULT(counter) AS usual, counter FROM things;
