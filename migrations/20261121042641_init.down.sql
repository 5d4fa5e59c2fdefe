-- Back to an empty database.
DROP VIEW published_posts;
-- DANGER: every row of post_tags is lost.
DROP TABLE post_tags;
-- DANGER: every row of tags is lost.
DROP TABLE tags;
-- DANGER: every row of comments is lost.
DROP TABLE comments;
-- DANGER: every row of posts is lost.
DROP TABLE posts;
-- DANGER: every row of users is lost.
DROP TABLE users;
