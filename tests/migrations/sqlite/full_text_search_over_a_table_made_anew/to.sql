CREATE TABLE posts (id INTEGER PRIMARY KEY, body TEXT NOT NULL DEFAULT '', at TEXT);
CREATE VIRTUAL TABLE posts_text USING fts5(body, content='posts', content_rowid='id');
CREATE TRIGGER posts_i AFTER INSERT ON posts BEGIN INSERT INTO posts_text (rowid, body) VALUES (NEW.id, NEW.body); END;
CREATE TRIGGER posts_d AFTER DELETE ON posts BEGIN INSERT INTO posts_text (posts_text, rowid, body) VALUES ('delete', OLD.id, OLD.body); END;
