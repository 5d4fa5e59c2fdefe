-- Bytes that are written out, and what is made of them alone, are a text beside a column's text.
-- name: BesideAColumn :many
SELECT coalesce(title, x'61') AS one, concat(title, concat('a', x'61')) AS two,
  CASE WHEN id = 1 THEN title ELSE replace('a', 'b', x'61') END AS three, concat('a', x'61') AS four,
  replace(amount, '1', x'61') AS five
FROM notes;

-- name: BesideAColumnInASet :many
SELECT title FROM notes UNION SELECT x'61';

-- name: BesideACast :many
SELECT coalesce(title, CAST('a' AS BINARY(1))) AS bytes FROM notes;

-- A set operation makes bytes of bits and numbers; CASE makes a number.
-- name: BitsInASet :many
SELECT flags FROM notes UNION SELECT id FROM notes;

-- name: BitsInACase :many
SELECT CASE WHEN id = 1 THEN flags ELSE id END AS flags FROM notes;

-- Only a column stays a FLOAT, or JSON.
-- name: Picked :many
SELECT min(weight) AS weight, min(greatest(weight, weight)) AS greatest, max(facts) AS facts,
  max(json_insert(facts, '$.a', 1)) AS changed
FROM notes;

-- Nothing is what an empty format gives.
-- name: Formats :many
SELECT date_format(written, '%Y') AS year, date_format(written, pattern) AS as_wanted, time_format(time(written), pattern) AS time
FROM notes;

-- name: BelowTheSmallest :one
SELECT -9223372036854775808 AS smallest, -9223372036854775809 AS smaller;
