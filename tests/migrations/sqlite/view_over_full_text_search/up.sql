-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP VIEW found;

CREATE TABLE rowtype_new_posts (
  id INTEGER PRIMARY KEY,
  body TEXT,
  size INTEGER NOT NULL
);

INSERT INTO rowtype_new_posts (id, body, size)
SELECT id, body, length(body)
FROM posts;

DROP TABLE posts;

ALTER TABLE rowtype_new_posts RENAME TO posts;

CREATE VIEW found AS SELECT p.id, p.body, p.size FROM posts p WHERE p.id IN (SELECT rowid FROM posts_text);
