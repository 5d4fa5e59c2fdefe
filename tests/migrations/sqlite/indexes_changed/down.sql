-- Back again.

DROP INDEX posts_new_name;

DROP INDEX posts_title;

CREATE INDEX posts_title ON posts (title);

CREATE INDEX posts_gone ON posts (title, at);

CREATE INDEX posts_old_name ON posts (at DESC);
