-- name: Next :opt
SELECT id, state FROM jobs WHERE state = 'new' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED;

-- name: LimitAfterLock :opt
SELECT id FROM jobs ORDER BY id FOR NO KEY UPDATE NOWAIT LIMIT 1;

-- name: Several :many
SELECT jobs.id, l.line FROM jobs JOIN logs AS l ON l.job_id = jobs.id FOR UPDATE OF jobs FOR SHARE OF l;

-- name: List :many
SELECT jobs.id FROM jobs JOIN logs AS l ON l.job_id = jobs.id FOR KEY SHARE OF jobs, l;

-- name: MandatorySide :many
SELECT jobs.id, l.line FROM jobs LEFT JOIN logs AS l ON l.job_id = jobs.id FOR UPDATE OF jobs;

-- name: Taken :many
UPDATE jobs SET worker = @worker WHERE id IN (SELECT id FROM jobs WHERE worker IS NULL LIMIT 5 FOR UPDATE SKIP LOCKED) RETURNING id;
