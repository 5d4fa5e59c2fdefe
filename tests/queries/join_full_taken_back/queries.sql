-- name: LeftIsThere :many
SELECT a.note, b.word FROM a FULL JOIN b ON b.x = a.x WHERE a.id IS NOT NULL;

-- name: RightIsThere :many
SELECT a.note, b.word FROM a FULL JOIN b ON b.x = a.x WHERE b.word = 'w';

-- Then the condition was met.
-- name: BothAreThere :many
SELECT a.note, a.x, b.word FROM a FULL JOIN b ON b.x = a.x WHERE a.note <> '' AND b.word <> '';
