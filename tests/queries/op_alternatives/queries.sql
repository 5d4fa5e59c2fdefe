-- The common type of alternatives.
-- name: Types :many
SELECT coalesce(score, total) AS a, CASE WHEN score > 1 THEN note ELSE code END AS b, CASE WHEN score > 1 THEN note ELSE 'x' END AS c,
  CASE WHEN score > 1 THEN 1 ELSE 2.5 END AS d, nullif(score, 2.0) AS e, nullif(note, '') AS f, greatest(price, 1) AS g,
  CASE score WHEN 1 THEN 'one' END AS h, ARRAY[score, price] AS i, ARRAY[note, 'x'] AS j
FROM days;
