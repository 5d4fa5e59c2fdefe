-- expand
-- Step 1 of 2: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER INDEX posts_old_name RENAME TO posts_new_name;

-- fill
-- Step 2 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DROP INDEX CONCURRENTLY posts_gone;

DROP INDEX CONCURRENTLY posts_at;

DROP INDEX CONCURRENTLY posts_title;

CREATE UNIQUE INDEX CONCURRENTLY posts_title ON posts (lower(title) text_pattern_ops);

CREATE INDEX CONCURRENTLY posts_at ON posts (at DESC NULLS LAST) INCLUDE (title) WHERE at IS NOT NULL;

CREATE INDEX CONCURRENTLY posts_words ON posts USING gin (words);

