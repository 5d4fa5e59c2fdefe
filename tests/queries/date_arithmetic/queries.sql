-- name: Arithmetic :many
SELECT day + 1 AS tomorrow, day - day AS days, day + lasts AS later, day + at_time AS moment, local_at - local_at AS lasted,
  at + lasts AS ends, at - interval '1 day' AS yesterday, lasts * 2 AS twice, lasts / 2 AS half, -lasts AS back,
  at_time + lasts AS clock, ends - at AS took
FROM events;

-- name: Since :many
SELECT id FROM events WHERE at > now() - @age::interval AND day >= @first AND local_at < @until AND lasts > @least;
