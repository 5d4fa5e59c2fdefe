-- The first place decides, and the others agree.
-- name: Twice :many
SELECT id FROM people WHERE age > @age OR boss_id = @age OR @age IS NULL;

-- name: CastFirst :many
SELECT id FROM people WHERE @nick::text IS NULL OR nick = @nick;

-- name: Shown :one
SELECT @word AS word, coalesce(@first, @second) AS either, @list::int[] AS list;
