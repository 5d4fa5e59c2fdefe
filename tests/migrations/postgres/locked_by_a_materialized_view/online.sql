-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;

DROP MATERIALIZED VIEW known;

DROP VIEW plain;

-- LOCK: nobody works on users while it is written anew, since the materialized view known reads id.
ALTER TABLE users ALTER COLUMN id TYPE bigint;

-- LOCK: nobody works on orders while it is written anew, since what user_id refers to or is referred to by is written anew under a lock as well.
ALTER TABLE orders ALTER COLUMN user_id TYPE bigint;

CREATE VIEW plain AS SELECT id FROM users;

CREATE MATERIALIZED VIEW known AS SELECT id FROM plain;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;

ALTER TABLE orders VALIDATE CONSTRAINT orders_user_id_fkey;

