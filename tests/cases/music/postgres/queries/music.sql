-- The songs of a band with their records, longest first.
-- name: SongsOfBand :many
-- @route GET /bands/{band_id}/songs
SELECT s.song_id, s.Name, r.title AS "RecordTitle", s.milliseconds
FROM song s
JOIN record AS r ON r.record_id = s.record_id
WHERE r.band_id = @band_id
ORDER BY s.milliseconds DESC, s.song_id;

-- Who taught whom: a pupil may have no teacher.
-- name: Pupils :many
SELECT pupil."FirstName" AS "Pupil", teacher."FirstName" AS "Teacher"
FROM "Musician" pupil
LEFT JOIN "Musician" teacher ON teacher."MusicianId" = pupil."TaughtBy"
ORDER BY pupil."MusicianId";

-- How long a setlist takes, in milliseconds.
-- name: SetlistLength :one
SELECT coalesce(sum(s.milliseconds), 0) AS total, count(*) AS songs
FROM setlist_song ss
JOIN song s ON s.song_id = ss.song_id
WHERE ss.setlist_id = @setlist_id;

-- Moves a song within its record.
-- name: MoveSong :execrows
UPDATE song SET "order" = @order WHERE song_id = @song_id;

-- A kind of carrier by its key.
-- name: SoundCarrier :opt
SELECT * FROM "SoundCarrier" WHERE "CarrierId" = @id;
