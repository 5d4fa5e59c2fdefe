-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE profiles ADD COLUMN bio text;

ALTER TABLE users DROP COLUMN bio;

-- NOT WRITTEN: what the rows that come from users get in profiles.user_id, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, or the column that it comes from: `-- @was users.id`.
