-- name: GroupedInFrom :one
SELECT s.user_id, s.posts FROM (SELECT user_id, count(*) AS posts FROM posts GROUP BY user_id) AS s WHERE s.user_id = $1;

-- name: GroupedHere :one
SELECT user_id, count(*) FROM posts WHERE user_id = $1 GROUP BY user_id;

-- name: GroupedByMore :one
SELECT user_id, day, count(*) FROM posts WHERE user_id = $1 GROUP BY user_id, day;

-- name: GroupedByExpression :one
SELECT * FROM (SELECT date_trunc('month', day) AS month, count(*) AS posts FROM posts GROUP BY 1) AS s WHERE month = $1;

-- name: GroupKeyNotShown :one
SELECT * FROM (SELECT count(*) AS posts FROM posts GROUP BY user_id) AS s WHERE posts = $1;

-- name: GroupedTwice :one
SELECT * FROM (SELECT user_id, count(*) AS posts FROM posts GROUP BY GROUPING SETS ((user_id), (user_id))) AS s WHERE user_id = $1;

-- name: Totals :one
SELECT * FROM (SELECT user_id, count(*) AS posts FROM posts GROUP BY ROLLUP (user_id)) AS s WHERE user_id = $1;

-- name: Cte :one
WITH known AS (SELECT id, email FROM users WHERE team IS NOT NULL) SELECT email FROM known WHERE id = $1;

-- name: CteKeyNotShown :one
WITH known AS (SELECT email, team FROM users) SELECT email FROM known WHERE team = $1;

-- name: JoinOfKeyed :one
SELECT u.email, s.posts FROM users u
LEFT JOIN (SELECT user_id, count(*) AS posts FROM posts GROUP BY user_id) AS s ON s.user_id = u.id
WHERE u.id = $1;

-- name: JoinKeepsKey :one
SELECT * FROM (SELECT p.id, p.title, u.email FROM posts p JOIN users u ON u.id = p.user_id) AS s WHERE id = $1;

-- name: JoinBreaksKey :one
SELECT * FROM (SELECT u.id, p.title FROM users u JOIN posts p ON p.user_id = u.id) AS s WHERE id = $1;

-- name: DistinctRows :one
SELECT * FROM (SELECT DISTINCT user_id, day FROM posts) AS s WHERE user_id = $1 AND day = $2;

-- name: DistinctHalf :one
SELECT * FROM (SELECT DISTINCT user_id, day FROM posts) AS s WHERE user_id = $1;

-- name: UnionOnce :one
SELECT * FROM (SELECT team FROM users UNION SELECT user_id FROM posts) AS s WHERE team = $1;

-- name: UnionAll :one
SELECT * FROM (SELECT id FROM users UNION ALL SELECT id FROM posts) AS s WHERE id = $1;

-- name: ExceptKeeps :one
SELECT * FROM (SELECT id, email FROM users EXCEPT ALL SELECT id, title FROM posts) AS s WHERE email = $1;

-- name: Recursive :one
WITH RECURSIVE up (id) AS (SELECT id FROM users UNION ALL SELECT up.id + 1 FROM up WHERE up.id < 3) SELECT id FROM up WHERE id = $1;

-- name: PerRow :one
SELECT s.day FROM users u, LATERAL (SELECT day FROM posts p WHERE p.user_id = u.id GROUP BY day) AS s WHERE s.day = $1;

-- name: PerRowOfOne :one
SELECT s.day FROM users u, LATERAL (SELECT day FROM posts p WHERE p.user_id = u.id GROUP BY day) AS s WHERE s.day = $1 AND u.email = $2;

-- name: RowsOfAFunction :one
SELECT * FROM (SELECT id, generate_series(1, 2) AS n FROM users) AS s WHERE id = $1;
