-- name: Matches :many
SELECT id FROM texts
WHERE title LIKE @pattern OR title ILIKE '%' || @word || '%' OR title ~ '^a' OR body !~* @regex OR title SIMILAR TO 'a%'
  OR title LIKE 'a!%' ESCAPE '!' OR title LIKE ANY (ARRAY['a%', 'b%']) OR title NOT ILIKE ALL (@patterns) OR starts_with(title, @start);

-- name: Found :many
SELECT regexp_match(title, 'a') AS groups, (regexp_match(title, '(a)'))[1] AS first, regexp_replace(title, 'a', 'b', 'g') AS replaced,
  regexp_split_to_array(title, ',') AS pieces, regexp_count(title, 'a') AS number, title ~ 'a' AS has, body ~ 'a' AS maybe
FROM texts;
