-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE posts ADD COLUMN user_id bigint NOT NULL;

ALTER TABLE posts ADD CONSTRAINT author FOREIGN KEY (user_id) REFERENCES users (id);

-- NOT WRITTEN: what the rows that are there get in posts.user_id, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, as in `-- @backfill 0`.
