-- Written by `rowtype diff`; read it before it runs.

CREATE VIRTUAL TABLE posts_text USING fts5(body, content = 'posts', content_rowid = 'id');

CREATE TRIGGER posts_told AFTER INSERT ON posts BEGIN INSERT INTO posts_text (rowid, body) VALUES (NEW.id, NEW.body); END;
