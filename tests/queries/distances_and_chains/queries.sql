-- An open distance is of what the type of the order has: days apart are intervals, a domain is what it is made of.
-- name: WithinOpenDistance :many
SELECT sum(length) OVER (ORDER BY on_day RANGE BETWEEN @back PRECEDING AND CURRENT ROW) AS by_day,
       sum(length) OVER (ORDER BY length RANGE BETWEEN @less PRECEDING AND CURRENT ROW) AS by_length,
       sum(length) OVER (ORDER BY weight RANGE BETWEEN @lighter PRECEDING AND CURRENT ROW) AS by_weight,
       sum(length) OVER (w RANGE BETWEEN @before PRECEDING AND CURRENT ROW) AS by_time
FROM trips WINDOW w AS (PARTITION BY on_day ORDER BY seen_at);

-- name: WithinDistance :many
SELECT count(*) OVER (ORDER BY id RANGE BETWEEN 10::smallint PRECEDING AND 1 FOLLOWING) AS near,
       count(*) OVER (ORDER BY seen_at RANGE BETWEEN '1 day' PRECEDING AND '2 hours' FOLLOWING EXCLUDE CURRENT ROW) AS others,
       count(*) OVER (ORDER BY weight ROWS BETWEEN 1.5 PRECEDING AND CURRENT ROW) AS last_two
FROM trips;

-- Rows without columns are rows.
-- name: RowsOnly :many
SELECT FROM trips WHERE length > @longer_than;

-- name: RowOnly :opt
SELECT FROM trips WHERE id = @id;

-- name: RunOnly :exec
SELECT FROM trips;

-- name: InParentheses :many
SELECT (length < 10) = (weight > 1) AS same, (length BETWEEN 1 AND 5) IN (true, @wanted) AS wanted FROM trips;

-- The words in an array are those of its enum.
-- name: Overlapping :many
SELECT id FROM trips WHERE phases && '{new,"open",NULL}';

-- A missing ELSE is NULL, beside which a domain is what it is made of.
-- name: Steps :many
WITH RECURSIVE steps (n, length) AS (
  SELECT 1, CASE WHEN id > 1 THEN length END FROM trips
  UNION SELECT n + 1, length + 1 FROM steps WHERE n < 3
) SELECT n, length FROM steps;

-- name: Distances :many
SELECT id, earth_distance(ll_to_earth(lat, lon), ll_to_earth(@lat, @lon)) AS metres,
       earth() AS radius, latitude(ll_to_earth(lat, 1)) AS again, point(lat, 1) <@> point(1, 2) AS miles
FROM trips WHERE earth_box(ll_to_earth(@lat, @lon), @around) @> ll_to_earth(lat, 1);

-- name: Normal :one
SELECT normalize('a', nfkc) AS form, normalize('a') AS usual, pg_catalog.normalize('a', 'NFC') AS by_function;
