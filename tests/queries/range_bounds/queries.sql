-- A bound is NULL where there is none.
-- name: Bounds :many
SELECT lower(nights) AS first, upper(nights) AS past, isempty(nights) AS is_empty, lower_inc(days) AS closed,
  upper_inf(days) AS endless, lower(during) AS begins, lower(free) AS least
FROM bookings;

-- name: Made :many
SELECT int4range(id, NULL) AS open, daterange(lower(days), @until, '[]') AS days, tstzrange(now(), NULL) AS during FROM bookings;
