-- name: Slots :many
SELECT span, hours, all_hours, lower(span) AS low, upper(hours) AS high, isempty(span) AS nothing FROM slots;

-- name: Overlapping :many
SELECT id FROM slots WHERE span && $1 AND span @> $2;
