-- Typed literals in all their forms.
-- name: Literals :one
SELECT date '2024-01-01' AS d, timestamp '2024-01-01' AS ts, timestamptz '2024-01-01' AS tz, time '10:00' AS t,
  timestamp with time zone '2024-01-01' AS tz2, interval '1 day' AS i, interval '1' day AS i1,
  interval '1-2' year to month AS i2, interval '1 day' hour to second AS i3, '2024-01-01'::date AS cast_date;
