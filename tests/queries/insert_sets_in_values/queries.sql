-- One row of VALUES is a list as that of SELECT.
-- name: Add :many
INSERT INTO words (word, n) VALUES (unnest(@words::text[]), 1) RETURNING word;
