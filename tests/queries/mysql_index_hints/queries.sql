-- name: IndexHints :many
SELECT id FROM books USE INDEX (k_t) WHERE title = ?;

-- name: IndexHints2 :many
SELECT id FROM books FORCE INDEX FOR ORDER BY (k_t) ORDER BY title;
