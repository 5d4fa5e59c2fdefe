-- name: Book :one
INSERT INTO slots AS s (room, hour, who) VALUES (@room, @hour, @who)
ON CONFLICT ON CONSTRAINT one_each DO UPDATE SET who = coalesce(s.who, EXCLUDED.who) RETURNING s.room, who;

-- name: Swapped :one
INSERT INTO slots (room, hour, who) VALUES (@room, @hour, 'x')
ON CONFLICT (hour, room) DO UPDATE SET (who, hour) = (EXCLUDED.who, slots.hour) RETURNING who;
