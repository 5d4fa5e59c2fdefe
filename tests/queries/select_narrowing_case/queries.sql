-- An arm of CASE knows its own condition, and that those before it were not true.
-- name: Arms :many
SELECT CASE WHEN nick IS NOT NULL THEN nick ELSE name END AS a,
  CASE WHEN nick IS NULL THEN name ELSE nick END AS b,
  CASE WHEN age IS NULL OR boss_id IS NULL THEN 0 ELSE age + boss_id END AS c,
  CASE WHEN age > 3 THEN age ELSE 0 END AS d,
  CASE WHEN age > 3 THEN 1 ELSE age END AS e,
  CASE age WHEN 1 THEN age ELSE 0 END AS f,
  CASE WHEN nick IS NULL THEN name WHEN age IS NULL THEN nick ELSE nick || age END AS g
FROM people;
