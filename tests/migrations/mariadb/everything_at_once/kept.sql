SELECT email, age FROM users ORDER BY id; -- ada@x, 36 | none, NULL
SELECT title, email FROM open_posts; -- One, ada@x
SELECT title, state FROM posts ORDER BY id; -- One, open | Two, draft
