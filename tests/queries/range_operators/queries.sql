-- name: Tests :many
SELECT nights @> 3 AS holds_night, nights @> @other AS holds, 3 <@ nights AS is_in, nights && int4range(1, 5) AS meets,
  nights -|- '[5,9)' AS beside, nights << '[7,9)' AS before, free @> 3 AS is_free, free && nights AS overlaps
FROM bookings;

-- name: Sets :many
SELECT nights * '[1,3)' AS common, nights + nights AS both, free - free AS rest, range_merge(nights, nights) AS merged,
  range_merge(free) AS span, multirange(nights) AS many
FROM bookings;
