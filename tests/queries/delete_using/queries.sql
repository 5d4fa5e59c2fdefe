-- name: OfClosed :many
DELETE FROM users USING teams WHERE teams.id = users.team AND teams.closed RETURNING users.id, team, teams.title;

-- name: Aliases :many
DELETE FROM users AS u USING teams AS t LEFT JOIN notes AS n ON n.team = t.id WHERE t.id = u.team AND t.id = @team RETURNING u.*, n.note;

-- name: One :opt
DELETE FROM users USING teams WHERE users.id = @id AND teams.id = users.team RETURNING users.name, team;
