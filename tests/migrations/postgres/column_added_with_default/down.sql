-- Back again.
SET LOCAL lock_timeout = '5s';

-- DANGER: every value of users.seen_at is lost.
ALTER TABLE users DROP COLUMN seen_at;

-- DANGER: every value of users.visits is lost.
ALTER TABLE users DROP COLUMN visits;
