-- Back again.
SET LOCAL lock_timeout = '5s';

DROP INDEX posts_words;

DROP INDEX posts_at;

DROP INDEX posts_title;

ALTER INDEX posts_new_name RENAME TO posts_old_name;

CREATE INDEX posts_title ON posts (title);

CREATE INDEX posts_at ON posts (at);

CREATE INDEX posts_gone ON posts (title, at);
