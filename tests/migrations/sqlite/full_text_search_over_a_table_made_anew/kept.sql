SELECT body FROM posts_text WHERE posts_text MATCH 'four'; -- three four
INSERT INTO posts (id, body) VALUES (4, 'five') RETURNING id; -- 4
SELECT rowid FROM posts_text WHERE posts_text MATCH 'five'; -- 4
