-- name: Match :many
SELECT id FROM articles WHERE body @@@ plainto_tsquery($1);

-- name: Signs :many
SELECT doc->-1 AS last_item, doc->>-1 AS last_text, id-1 AS minus, id=-1 AS equal, id<-1 AS less, id<>-1 AS other, id*-1 AS times FROM articles;

-- name: Cubes :many
SELECT ||/27 AS cube, |/25 AS square, @ -5 AS absolute, ~1 AS inverse, 2^3 AS power FROM articles;

-- name: NullIf :many
SELECT nullif(wide, $1::size) AS size, (nullif(wide, '(1,cm)'::size)).unit FROM articles;
