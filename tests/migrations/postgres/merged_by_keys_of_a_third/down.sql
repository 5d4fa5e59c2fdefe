-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE TABLE b (
  user_id integer NOT NULL,
  y text NOT NULL,
  CONSTRAINT b_pkey PRIMARY KEY (user_id),
  CONSTRAINT b_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

ALTER TABLE a DROP COLUMN y;

-- NOT WRITTEN: what the rows that come from a get in b.user_id, which is NOT NULL and has no DEFAULT; write it above the column: `-- @backfill <expression>`, or the column that it comes from: `-- @was users.id`.
