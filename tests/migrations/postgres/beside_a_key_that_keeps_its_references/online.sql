-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ADD COLUMN id_new bigint;

CREATE FUNCTION users_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id_new := NEW.id;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_id_new BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION users_id_new();

ALTER TABLE users ENABLE ALWAYS TRIGGER zz_id_new;

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
    UPDATE users SET id_new = id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND id_new IS NULL AND id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE users ADD CONSTRAINT users_id_new_not_null CHECK (id_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY users_pkey_new ON users (id_new);

ALTER TABLE users VALIDATE CONSTRAINT users_id_new_not_null;

ALTER TABLE users ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE users DROP CONSTRAINT users_id_new_not_null;

ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey_new FOREIGN KEY (user_id) REFERENCES users (id_new) ON UPDATE CASCADE NOT VALID;

ALTER TABLE orders VALIDATE CONSTRAINT orders_user_id_fkey_new;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE orders, users IN ACCESS EXCLUSIVE MODE;

ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;

ALTER TABLE users DROP CONSTRAINT users_pkey;

DROP TRIGGER zz_id_new ON users;

DROP FUNCTION users_id_new();

ALTER TABLE users ALTER COLUMN id_new ADD GENERATED ALWAYS AS IDENTITY;

SELECT setval('users_id_new_seq', last_value, is_called) FROM users_id_seq;

ALTER TABLE users DROP COLUMN id;

ALTER TABLE users RENAME COLUMN id_new TO id;

ALTER SEQUENCE users_id_new_seq RENAME TO users_id_seq;

ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey_new;

ALTER TABLE orders RENAME CONSTRAINT orders_user_id_fkey_new TO orders_user_id_fkey;

