-- The songs of a band with their records, longest first.
-- name: SongsOfBand :many
-- @route GET /bands/{band_id}/songs
SELECT s.`SongId`, s.`Name`, r.`Title` AS `RecordTitle`, s.`Milliseconds`
FROM `Song` s
JOIN `Record` AS r ON r.`RecordId` = s.`RecordId`
WHERE r.`BandId` = @band_id
ORDER BY s.`Milliseconds` DESC, s.`SongId`;

-- Who taught whom: a pupil may have no teacher.
-- name: Pupils :many
SELECT pupil.`FirstName` AS `Pupil`, teacher.`FirstName` AS `Teacher`
FROM `Musician` pupil
LEFT JOIN `Musician` teacher ON teacher.`MusicianId` = pupil.`TaughtBy`
ORDER BY pupil.`MusicianId`;

-- How long a setlist takes, in milliseconds.
-- name: SetlistLength :one
SELECT coalesce(sum(s.`Milliseconds`), 0) AS `Total`, count(*) AS `Songs`
FROM `SetlistSong` ss
JOIN `Song` s ON s.`SongId` = ss.`SongId`
WHERE ss.`SetlistId` = @setlist_id;

-- Moves a song within its record.
-- name: MoveSong :execrows
UPDATE `Song` SET `Order` = @order WHERE `SongId` = @song_id;

-- A kind of carrier by its key.
-- name: SoundCarrier :opt
SELECT * FROM `SoundCarrier` WHERE `CarrierId` = @id;
