-- name: Named :many
SELECT ctid, xmin, jobs.tableoid, tableoid::regclass AS relation FROM jobs;

-- A star does not show them.
-- name: Star :many
SELECT * FROM jobs WHERE ctid = '(0,1)';
