-- Back again.

-- DANGER: every value of users.made_at is lost.
ALTER TABLE users DROP COLUMN made_at;
