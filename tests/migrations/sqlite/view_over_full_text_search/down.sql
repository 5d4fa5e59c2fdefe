-- Back again.

DROP VIEW found;

-- DANGER: every value of posts.size is lost.
ALTER TABLE posts DROP COLUMN size;

CREATE VIEW found AS SELECT p.id, p.body FROM posts p WHERE p.id IN (SELECT rowid FROM posts_text);
