-- name: Lists :many
SELECT name FROM people WHERE id = ANY(@ids) AND name <> ALL(@names::text[]) AND age IN (@one, @two) AND nick LIKE ANY (@patterns);
