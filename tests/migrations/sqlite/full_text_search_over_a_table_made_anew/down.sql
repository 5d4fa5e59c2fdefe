-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_posts (
  id INTEGER PRIMARY KEY,
  body TEXT
);

INSERT INTO rowtype_new_posts (id, body)
SELECT id, body
FROM posts;

-- DANGER: every value of posts.at is lost.
DROP TABLE posts;

ALTER TABLE rowtype_new_posts RENAME TO posts;

CREATE TRIGGER posts_i AFTER INSERT ON posts BEGIN INSERT INTO posts_text (rowid, body) VALUES (NEW.id, NEW.body); END;

CREATE TRIGGER posts_d AFTER DELETE ON posts BEGIN INSERT INTO posts_text (posts_text, rowid, body) VALUES ('delete', OLD.id, OLD.body); END;
