-- name: ByState :many
SELECT id, state, wants FROM tickets WHERE state = ? AND wants = ?;

-- name: InStates :many
SELECT id FROM tickets WHERE state IN ('new', ?) AND FIND_IN_SET(?, wants);

-- name: Shown :many
SELECT state + 0 AS place, CONCAT(state, '/', wants) AS both_words, COALESCE(mood, 'none') AS mood, UPPER(state) AS loud,
  MAX(state) OVER () AS last
FROM tickets;

-- name: Counted :many
SELECT state, mood, COUNT(*) AS number FROM tickets GROUP BY state, mood ORDER BY FIELD(state, 'open', 'new', 'closed');

-- name: Move :execrows
UPDATE tickets SET state = ?, wants = ?, mood = NULL WHERE state <> 'closed';
