-- name: Words :many
SELECT word COLLATE BINARY AS word, meaning FROM words WHERE meaning = @meaning COLLATE NOCASE ORDER BY word COLLATE RTRIM;
