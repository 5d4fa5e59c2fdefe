-- What is still to be done by a person, oldest first.
-- name: OpenNotes :many
-- @route GET /people/{person_id}/open-notes
SELECT notes.id, notes.title, notes.created_at, people.name AS person
FROM notes
JOIN people ON people.id = notes.person_id
WHERE notes.person_id = @person_id AND notes.state = 'open'
ORDER BY notes.created_at, notes.id;

-- How many notes there are in each state.
-- name: NotesByState :many
-- @route GET /notes-by-state
SELECT state, count(*) AS notes
FROM notes
GROUP BY state
ORDER BY state;
