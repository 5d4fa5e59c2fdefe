CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  at TEXT
);
CREATE INDEX posts_title ON posts (title);
CREATE INDEX posts_gone ON posts (title, at);
CREATE INDEX posts_old_name ON posts (at DESC);
