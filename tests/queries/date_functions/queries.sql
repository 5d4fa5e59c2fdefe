-- name: Parts :many
SELECT extract(year FROM day) AS year, extract(epoch FROM lasts) AS seconds, date_part('hour', at) AS hour,
  date_trunc('day', at) AS start, date_trunc('day', local_at) AS local_start, date_trunc('month', day) AS month,
  age(at) AS age, at AT TIME ZONE 'UTC' AS utc, local_at AT TIME ZONE @zone AS there, to_char(at, 'YYYY') AS shown,
  make_interval(days => 3, hours => @hours) AS made, make_date(2024, 1, @day) AS date, date_bin('15 minutes', at, '2001-01-01') AS bin
FROM events;

-- name: Now :one
SELECT current_date AS d, current_time AS t, current_timestamp AS ts, localtime AS lt, localtimestamp AS lts,
  current_timestamp(3) AS ms, now() AS n, clock_timestamp() AS c;

-- name: Overlap :many
SELECT (at, ends) OVERLAPS (now(), lasts) AS maybe, (day, day) OVERLAPS (day, lasts) AS surely FROM events;
