-- Written by `rowtype diff`; read it before it runs.

DROP INDEX posts_old_name;

DROP INDEX posts_gone;

DROP INDEX posts_title;

CREATE UNIQUE INDEX posts_title ON posts (title COLLATE NOCASE) WHERE at IS NOT NULL;

CREATE INDEX posts_new_name ON posts (at DESC);
