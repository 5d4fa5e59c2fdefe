-- name: RowValues :many
SELECT id FROM books WHERE (author_id, title) IN ((1, 'a'), (2, 'b'));
