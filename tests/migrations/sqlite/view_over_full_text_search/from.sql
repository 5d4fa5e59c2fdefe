CREATE TABLE posts (id INTEGER PRIMARY KEY, body TEXT);
CREATE VIRTUAL TABLE posts_text USING fts5(body, content='posts', content_rowid='id');
CREATE VIEW found AS SELECT p.id, p.body FROM posts p WHERE p.id IN (SELECT rowid FROM posts_text);
