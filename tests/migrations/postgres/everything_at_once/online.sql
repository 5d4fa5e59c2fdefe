-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE people RENAME TO users;

ALTER TABLE users RENAME COLUMN mail TO email;

ALTER TABLE posts RENAME COLUMN person_id TO user_id;

ALTER TABLE posts DROP CONSTRAINT posts_person_id_fkey;

DROP VIEW open_posts;

ALTER TABLE users RENAME CONSTRAINT people_pkey TO users_pkey;

ALTER INDEX posts_person RENAME TO posts_user;

ALTER TYPE state RENAME TO state_old;

CREATE TYPE state AS ENUM ('draft', 'open', 'closed');

ALTER TABLE posts ALTER COLUMN state DROP DEFAULT;

ALTER TABLE posts ALTER COLUMN state TYPE state USING state::text::state;

ALTER TABLE posts ALTER COLUMN state SET DEFAULT 'closed';

ALTER TABLE users ALTER COLUMN id TYPE bigint;

ALTER TABLE users ALTER COLUMN age TYPE smallint USING age::smallint;

ALTER TABLE posts ADD COLUMN at timestamptz DEFAULT now() NOT NULL;

ALTER TABLE posts ALTER COLUMN id TYPE bigint;

ALTER SEQUENCE posts_id_seq AS bigint;

ALTER TABLE posts ALTER COLUMN user_id TYPE bigint;

ALTER TABLE posts ALTER COLUMN title TYPE text;

CREATE VIEW open_posts AS SELECT p.id, p.title, u.email FROM posts p JOIN users u ON u.id = p.user_id WHERE p.state = 'open';

DROP TYPE state_old;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('users') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE users SET email = 'none'
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND email IS NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;

ALTER TABLE posts ADD CONSTRAINT posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;

ALTER TABLE posts ADD CONSTRAINT posts_title_check CHECK (title <> '') NOT VALID;

ALTER TABLE users VALIDATE CONSTRAINT users_age_check;

ALTER TABLE posts VALIDATE CONSTRAINT posts_user_id_fkey;

ALTER TABLE posts VALIDATE CONSTRAINT posts_title_check;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE users ADD CONSTRAINT users_email_not_null CHECK (email IS NOT NULL) NOT VALID;

UPDATE users SET email = 'none' WHERE email IS NULL;

ALTER TABLE users VALIDATE CONSTRAINT users_email_not_null;

ALTER TABLE users ALTER COLUMN email SET NOT NULL;

ALTER TABLE users DROP CONSTRAINT users_email_not_null;

-- DANGER: every value of posts.old is lost.
ALTER TABLE posts DROP COLUMN old;

