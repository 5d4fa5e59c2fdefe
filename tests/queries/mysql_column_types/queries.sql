-- name: ColumnTypes :many
SELECT id, name, bio, born, rating, active, kind, tags, meta, created_at, updated_at
FROM authors;

-- name: ColumnTypes2 :many
SELECT id, price, pages, published, isbn, cover, score, year_, qty FROM books;
