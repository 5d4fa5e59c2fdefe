-- expand
-- Step 1 of 4: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE people RENAME TO users;

ALTER TABLE users RENAME COLUMN mail TO email;

ALTER TABLE posts RENAME COLUMN person_id TO user_id;

DROP VIEW open_posts;

ALTER TYPE state RENAME TO state_old;

CREATE TYPE state AS ENUM ('draft', 'open', 'closed');

ALTER TABLE posts ALTER COLUMN state DROP DEFAULT;

ALTER TABLE posts ALTER COLUMN state TYPE state USING state::text::state;

ALTER TABLE posts ALTER COLUMN state SET DEFAULT 'closed';

ALTER TABLE users ADD COLUMN id_new bigint;

ALTER TABLE users ADD COLUMN age_new smallint;

CREATE FUNCTION users_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id_new := NEW.id;
  RETURN NEW;
END $$;

CREATE FUNCTION users_age_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.age_new := NEW.age::smallint;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_id_new BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION users_id_new();

CREATE TRIGGER zz_age_new BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION users_age_new();

ALTER TABLE users ENABLE ALWAYS TRIGGER zz_id_new;

ALTER TABLE users ENABLE ALWAYS TRIGGER zz_age_new;

ALTER TABLE posts ADD COLUMN at timestamptz DEFAULT now() NOT NULL;

ALTER TABLE posts ADD COLUMN id_new bigint;

ALTER TABLE posts ADD COLUMN user_id_new bigint;

CREATE FUNCTION posts_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id_new := NEW.id;
  RETURN NEW;
END $$;

CREATE FUNCTION posts_user_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.user_id_new := NEW.user_id;
  RETURN NEW;
END $$;

ALTER TABLE posts ALTER COLUMN title TYPE text;

CREATE TRIGGER zz_id_new BEFORE INSERT OR UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION posts_id_new();

CREATE TRIGGER zz_user_id_new BEFORE INSERT OR UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION posts_user_id_new();

ALTER TABLE posts ENABLE ALWAYS TRIGGER zz_id_new;

ALTER TABLE posts ENABLE ALWAYS TRIGGER zz_user_id_new;

CREATE VIEW open_posts AS SELECT p.id, p.title, u.email FROM posts p JOIN users u ON u.id = p.user_id WHERE p.state = 'open';

DROP TYPE state_old;

-- fill
-- Step 2 of 4: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('users') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE users SET id_new = id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND id_new IS NULL AND id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

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

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('users') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE users SET age_new = age::smallint
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND age_new IS NULL AND age::smallint IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE users ADD CONSTRAINT users_id_new_not_null CHECK (id_new IS NOT NULL) NOT VALID;

UPDATE users SET email = 'none' WHERE email IS NULL;

CREATE UNIQUE INDEX CONCURRENTLY users_pkey_new ON users (id_new);

ALTER TABLE users VALIDATE CONSTRAINT users_id_new_not_null;

ALTER TABLE users ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE users DROP CONSTRAINT users_id_new_not_null;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('posts') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE posts SET id_new = id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND id_new IS NULL AND id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('posts') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE posts SET user_id_new = user_id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND user_id_new IS NULL AND user_id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE posts ADD CONSTRAINT posts_id_new_not_null CHECK (id_new IS NOT NULL) NOT VALID;

ALTER TABLE posts ADD CONSTRAINT posts_user_id_new_not_null CHECK (user_id_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY posts_pkey_new ON posts (id_new);

ALTER TABLE posts VALIDATE CONSTRAINT posts_id_new_not_null;

ALTER TABLE posts VALIDATE CONSTRAINT posts_user_id_new_not_null;

ALTER TABLE posts ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE posts ALTER COLUMN user_id_new SET NOT NULL;

ALTER TABLE posts DROP CONSTRAINT posts_id_new_not_null;

ALTER TABLE posts DROP CONSTRAINT posts_user_id_new_not_null;

CREATE INDEX CONCURRENTLY posts_user_new ON posts (user_id_new);

ALTER TABLE users ADD CONSTRAINT users_age_check_new CHECK (age_new > 0) NOT VALID;

ALTER TABLE posts ADD CONSTRAINT posts_title_check CHECK (title <> '') NOT VALID;

ALTER TABLE posts ADD CONSTRAINT posts_user_id_fkey_new FOREIGN KEY (user_id_new) REFERENCES users (id_new) ON DELETE CASCADE NOT VALID;

ALTER TABLE users VALIDATE CONSTRAINT users_age_check_new;

ALTER TABLE posts VALIDATE CONSTRAINT posts_title_check;

ALTER TABLE posts VALIDATE CONSTRAINT posts_user_id_fkey_new;

-- switch
-- Step 3 of 4: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE posts, users IN ACCESS EXCLUSIVE MODE;

ALTER TABLE posts DROP CONSTRAINT posts_person_id_fkey;

ALTER TABLE posts DROP CONSTRAINT posts_pkey;

ALTER TABLE users DROP CONSTRAINT people_pkey;

DROP VIEW open_posts;

DROP INDEX posts_person;

DROP TRIGGER zz_id_new ON users;

DROP TRIGGER zz_age_new ON users;

DROP FUNCTION users_id_new();

DROP FUNCTION users_age_new();

ALTER TABLE users DROP COLUMN id;

ALTER TABLE users DROP COLUMN age;

ALTER TABLE users RENAME COLUMN id_new TO id;

ALTER TABLE users RENAME COLUMN age_new TO age;

ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey_new;

ALTER TABLE users RENAME CONSTRAINT users_age_check_new TO users_age_check;

DROP TRIGGER zz_id_new ON posts;

DROP TRIGGER zz_user_id_new ON posts;

DROP FUNCTION posts_id_new();

DROP FUNCTION posts_user_id_new();

CREATE SEQUENCE posts_id_new_seq AS bigint;

ALTER TABLE posts DROP COLUMN user_id;

SELECT setval('posts_id_new_seq', last_value, is_called) FROM posts_id_seq;

ALTER TABLE posts RENAME COLUMN user_id_new TO user_id;

ALTER TABLE posts DROP COLUMN id;

ALTER TABLE posts RENAME COLUMN id_new TO id;

ALTER SEQUENCE posts_id_new_seq RENAME TO posts_id_seq;

ALTER SEQUENCE posts_id_seq OWNED BY posts.id;

ALTER TABLE posts ALTER COLUMN id SET DEFAULT nextval('posts_id_seq');

ALTER TABLE posts ADD CONSTRAINT posts_pkey PRIMARY KEY USING INDEX posts_pkey_new;

ALTER TABLE posts RENAME CONSTRAINT posts_user_id_fkey_new TO posts_user_id_fkey;

ALTER INDEX posts_user_new RENAME TO posts_user;

CREATE VIEW open_posts AS SELECT p.id, p.title, u.email FROM posts p JOIN users u ON u.id = p.user_id WHERE p.state = 'open';

-- contract
-- Step 4 of 4: runs when no code needs any more what goes.
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

