-- name: SideBySide :many
SELECT r.n, r.word, r.nr FROM ROWS FROM (generate_series(1, 3), unnest(ARRAY['a', 'b'])) WITH ORDINALITY AS r(n, word, nr);

-- name: Single :many
SELECT n FROM ROWS FROM (generate_series(1, 3)) AS n;
