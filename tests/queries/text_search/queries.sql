-- name: Search :many
SELECT id, ts_rank(words, query) AS rank, ts_headline('english', title, query) AS headline
FROM texts, websearch_to_tsquery('english', @words) AS query
WHERE words @@ query ORDER BY rank DESC LIMIT @limit;

-- name: Vectors :many
SELECT to_tsvector('english', coalesce(body, '')) AS vector, setweight(words, 'A') || words AS weighted, words @@ to_tsquery(@query) AS hit,
  plainto_tsquery(@plain) && to_tsquery('a') AS both, !! to_tsquery('a') AS neither, to_tsvector(body) AS maybe
FROM texts;
