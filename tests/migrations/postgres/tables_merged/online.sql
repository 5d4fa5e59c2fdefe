-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ADD COLUMN bio text;

ALTER TABLE users ADD COLUMN website text;

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
    UPDATE users SET bio = (SELECT profiles.bio FROM profiles WHERE profiles.user_id = users.id)
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND bio IS NULL;
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
    UPDATE users SET website = coalesce((SELECT profiles.website FROM profiles WHERE profiles.user_id = users.id), 'none')
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND website IS NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

UPDATE users SET bio = (SELECT profiles.bio FROM profiles WHERE profiles.user_id = users.id) WHERE bio IS NULL;

UPDATE users SET website = coalesce((SELECT profiles.website FROM profiles WHERE profiles.user_id = users.id), 'none') WHERE website IS NULL;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE users ADD CONSTRAINT users_website_not_null CHECK (website IS NOT NULL) NOT VALID;

UPDATE users SET website = coalesce((SELECT profiles.website FROM profiles WHERE profiles.user_id = users.id), 'none') WHERE website IS NULL;

ALTER TABLE users VALIDATE CONSTRAINT users_website_not_null;

ALTER TABLE users ALTER COLUMN website SET NOT NULL;

ALTER TABLE users DROP CONSTRAINT users_website_not_null;

DROP TABLE profiles;

