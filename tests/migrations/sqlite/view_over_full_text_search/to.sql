CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  body TEXT,
  -- @backfill length(body)
  size INTEGER NOT NULL
);
CREATE VIRTUAL TABLE posts_text USING fts5(body, content='posts', content_rowid='id');
CREATE VIEW found AS SELECT p.id, p.body, p.size FROM posts p WHERE p.id IN (SELECT rowid FROM posts_text);
