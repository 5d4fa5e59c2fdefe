-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ADD COLUMN id_new bigint;

ALTER TABLE users ADD COLUMN boss_new bigint;

CREATE FUNCTION users_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id_new := NEW.id;
  RETURN NEW;
END $$;

CREATE FUNCTION users_boss_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.boss_new := NEW.boss;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_id_new BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION users_id_new();

CREATE TRIGGER zz_boss_new BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION users_boss_new();

ALTER TABLE users ENABLE ALWAYS TRIGGER zz_id_new;

ALTER TABLE users ENABLE ALWAYS TRIGGER zz_boss_new;

ALTER TABLE orders ADD COLUMN id_new bigint;

ALTER TABLE orders ADD COLUMN user_id_new bigint;

ALTER TABLE orders ADD COLUMN total_new bigint;

CREATE FUNCTION orders_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id_new := NEW.id;
  RETURN NEW;
END $$;

CREATE FUNCTION orders_user_id_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.user_id_new := NEW.user_id;
  RETURN NEW;
END $$;

CREATE FUNCTION orders_total_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.total_new := NEW.total;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_id_new BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION orders_id_new();

CREATE TRIGGER zz_user_id_new BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION orders_user_id_new();

CREATE TRIGGER zz_total_new BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION orders_total_new();

ALTER TABLE orders ENABLE ALWAYS TRIGGER zz_id_new;

ALTER TABLE orders ENABLE ALWAYS TRIGGER zz_user_id_new;

ALTER TABLE orders ENABLE ALWAYS TRIGGER zz_total_new;

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

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('users') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE users SET boss_new = boss
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND boss_new IS NULL AND boss IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE users ADD CONSTRAINT users_id_new_not_null CHECK (id_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY users_pkey_new ON users (id_new);

ALTER TABLE users VALIDATE CONSTRAINT users_id_new_not_null;

ALTER TABLE users ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE users DROP CONSTRAINT users_id_new_not_null;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('orders') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE orders SET id_new = id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND id_new IS NULL AND id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('orders') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE orders SET user_id_new = user_id
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND user_id_new IS NULL AND user_id IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('orders') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE orders SET total_new = total
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND total_new IS NULL AND total IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE orders ADD CONSTRAINT orders_id_new_not_null CHECK (id_new IS NOT NULL) NOT VALID;

ALTER TABLE orders ADD CONSTRAINT orders_user_id_new_not_null CHECK (user_id_new IS NOT NULL) NOT VALID;

ALTER TABLE orders ADD CONSTRAINT orders_total_new_not_null CHECK (total_new IS NOT NULL) NOT VALID;

CREATE UNIQUE INDEX CONCURRENTLY orders_pkey_new ON orders (id_new);

ALTER TABLE orders VALIDATE CONSTRAINT orders_id_new_not_null;

ALTER TABLE orders VALIDATE CONSTRAINT orders_user_id_new_not_null;

ALTER TABLE orders VALIDATE CONSTRAINT orders_total_new_not_null;

ALTER TABLE orders ALTER COLUMN id_new SET NOT NULL;

ALTER TABLE orders ALTER COLUMN user_id_new SET NOT NULL;

ALTER TABLE orders ALTER COLUMN total_new SET NOT NULL;

ALTER TABLE orders DROP CONSTRAINT orders_id_new_not_null;

ALTER TABLE orders DROP CONSTRAINT orders_user_id_new_not_null;

ALTER TABLE orders DROP CONSTRAINT orders_total_new_not_null;

CREATE INDEX CONCURRENTLY orders_user_new ON orders (user_id_new) WHERE total_new > 0;

CREATE INDEX CONCURRENTLY orders_of_new ON orders (user_id_new, id_new);

ALTER TABLE users ADD CONSTRAINT users_boss_fkey_new FOREIGN KEY (boss_new) REFERENCES users (id_new) NOT VALID;

ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey_new FOREIGN KEY (user_id_new) REFERENCES users (id_new) ON DELETE CASCADE NOT VALID;

ALTER TABLE orders ADD CONSTRAINT orders_total_check_new CHECK (total_new >= 0) NOT VALID;

ALTER TABLE users VALIDATE CONSTRAINT users_boss_fkey_new;

ALTER TABLE orders VALIDATE CONSTRAINT orders_user_id_fkey_new;

ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check_new;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE orders, users IN ACCESS EXCLUSIVE MODE;

ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;

ALTER TABLE users DROP CONSTRAINT users_boss_fkey;

ALTER TABLE orders DROP CONSTRAINT orders_pkey;

ALTER TABLE orders DROP CONSTRAINT orders_total_check;

ALTER TABLE users DROP CONSTRAINT users_pkey;

DROP VIEW large;

DROP VIEW totals;

DROP INDEX orders_of;

DROP INDEX orders_user;

DROP TRIGGER zz_id_new ON users;

DROP TRIGGER zz_boss_new ON users;

DROP FUNCTION users_id_new();

DROP FUNCTION users_boss_new();

ALTER TABLE users ALTER COLUMN id_new ADD GENERATED BY DEFAULT AS IDENTITY;

ALTER TABLE users DROP COLUMN boss;

SELECT setval('users_id_new_seq', last_value, is_called) FROM users_id_seq;

ALTER TABLE users RENAME COLUMN boss_new TO boss;

ALTER TABLE users DROP COLUMN id;

ALTER TABLE users RENAME COLUMN id_new TO id;

ALTER SEQUENCE users_id_new_seq RENAME TO users_id_seq;

ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey_new;

ALTER TABLE users RENAME CONSTRAINT users_boss_fkey_new TO users_boss_fkey;

DROP TRIGGER zz_id_new ON orders;

DROP TRIGGER zz_user_id_new ON orders;

DROP TRIGGER zz_total_new ON orders;

DROP FUNCTION orders_id_new();

DROP FUNCTION orders_user_id_new();

DROP FUNCTION orders_total_new();

CREATE SEQUENCE orders_id_new_seq AS bigint;

ALTER TABLE orders DROP COLUMN user_id;

ALTER TABLE orders DROP COLUMN total;

SELECT setval('orders_id_new_seq', last_value, is_called) FROM orders_id_seq;

ALTER TABLE orders RENAME COLUMN user_id_new TO user_id;

ALTER TABLE orders RENAME COLUMN total_new TO total;

ALTER TABLE orders DROP COLUMN id;

ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0;

ALTER TABLE orders RENAME COLUMN id_new TO id;

ALTER SEQUENCE orders_id_new_seq RENAME TO orders_id_seq;

ALTER SEQUENCE orders_id_seq OWNED BY orders.id;

ALTER TABLE orders ALTER COLUMN id SET DEFAULT nextval('orders_id_seq');

ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey_new;

ALTER TABLE orders RENAME CONSTRAINT orders_user_id_fkey_new TO orders_user_id_fkey;

ALTER TABLE orders RENAME CONSTRAINT orders_total_check_new TO orders_total_check;

ALTER INDEX orders_user_new RENAME TO orders_user;

ALTER INDEX orders_of_new RENAME TO orders_of;

COMMENT ON COLUMN users.id IS 'Who.';

COMMENT ON INDEX orders_user IS 'For the list.';

COMMENT ON CONSTRAINT orders_user_id_fkey ON orders IS 'Whose.';

CREATE VIEW totals AS SELECT users.id, sum(orders.total) AS total FROM users JOIN orders ON orders.user_id = users.id GROUP BY users.id;

CREATE VIEW large AS SELECT * FROM totals WHERE total > 10;

COMMENT ON VIEW large IS 'Large ones.';

