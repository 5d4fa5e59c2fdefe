-- name: Lists :many
SELECT id,
  (line, place) IN ((1, 2), (3, 4)) AS may_be_null,
  (id, place) IN ((1, 2), (3, 4)) AS never_null,
  (id, place) IN ((1, 2), (3, line)) AS by_an_item,
  (line, place) NOT IN ((1, 2)) AS negated,
  (line, place) IN (VALUES (1, 2), (3, 4)) AS of_values,
  (id, place) = ANY (VALUES (1, 2), (3, 4)) AS any_of_values
FROM seats;

-- name: Medians :many
SELECT place,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY price) FILTER (WHERE line > 1 AND id < 9) AS median,
  mode() WITHIN GROUP (ORDER BY line DESC) FILTER (WHERE price IS NOT NULL) AS most
FROM seats GROUP BY place;

-- name: ValuesAfterJoin :many
SELECT s.id, v.column2, w.n FROM seats s JOIN seats o ON o.id = s.place, (VALUES (1, false), (2, NULL)) AS v, (VALUES (1)) AS w (n)
WHERE v.column1 = s.id;

-- name: ValuesUsed :exec
DELETE FROM seats USING seats AS o, (VALUES (1, 2)) AS v (a, b) WHERE seats.id = o.place AND o.id = v.a;
