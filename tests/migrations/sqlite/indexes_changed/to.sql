CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  at TEXT
);
CREATE UNIQUE INDEX posts_title ON posts (title COLLATE NOCASE) WHERE at IS NOT NULL;
CREATE INDEX posts_new_name ON posts (at DESC);
