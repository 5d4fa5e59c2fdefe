-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE notes DROP CONSTRAINT notes_user_id_fkey;

ALTER TABLE users DROP CONSTRAINT users_pkey;

ALTER TABLE users DROP CONSTRAINT users_number_key;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

CREATE UNIQUE INDEX CONCURRENTLY users_id_key ON users (id);

CREATE UNIQUE INDEX CONCURRENTLY users_pkey ON users (number);

ALTER TABLE notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;

ALTER TABLE notes VALIDATE CONSTRAINT notes_user_id_fkey;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE users ADD CONSTRAINT users_id_key UNIQUE USING INDEX users_id_key;

ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey;

