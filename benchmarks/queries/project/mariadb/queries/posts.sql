-- The newest posts of an author.
-- name: NewestPosts :many
SELECT * FROM posts WHERE author_id = @author_id ORDER BY id DESC LIMIT 100;

-- Every post, as it arrives.
-- name: AllPosts :stream
SELECT * FROM posts;

-- Many posts at once.
-- name: CopyPosts :copyfrom
INSERT INTO posts (author_id, title, body, status, views, created_at)
VALUES (@author_id, @title, @body, @status, @views, @created_at);
