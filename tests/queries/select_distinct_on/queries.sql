-- name: LatestLines :many
SELECT DISTINCT ON (job_id) job_id, line FROM logs ORDER BY job_id, id DESC;

-- name: ByNumber :many
SELECT DISTINCT ON (2, state) id, state FROM jobs ORDER BY state, id;

-- name: Expression :many
SELECT DISTINCT ON (lower(state)) state, lower(state) AS low FROM jobs ORDER BY lower(state);
