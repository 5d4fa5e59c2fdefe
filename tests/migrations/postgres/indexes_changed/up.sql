-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP INDEX posts_gone;

DROP INDEX posts_at;

DROP INDEX posts_title;

ALTER INDEX posts_old_name RENAME TO posts_new_name;

CREATE UNIQUE INDEX posts_title ON posts (lower(title) text_pattern_ops);

CREATE INDEX posts_at ON posts (at DESC NULLS LAST) INCLUDE (title) WHERE at IS NOT NULL;

CREATE INDEX posts_words ON posts USING gin (words);
