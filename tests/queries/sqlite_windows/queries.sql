-- name: Ranks :many
SELECT row_number() OVER (ORDER BY views DESC) AS n, rank() OVER w AS rank, percent_rank() OVER w AS share, ntile(4) OVER w AS quarter, lag(views) OVER w AS before, lead(title, 1, '-') OVER w AS after FROM posts WINDOW w AS (PARTITION BY user_id ORDER BY views);

-- name: Sums :many
SELECT sum(views) OVER (ORDER BY id) AS running, count(*) OVER () AS n, avg(rating) OVER (PARTITION BY user_id) AS rating, first_value(title) OVER (ORDER BY id) AS first FROM posts;

-- name: Frames :many
SELECT sum(views) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS a, sum(views) OVER (ORDER BY id GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS b, sum(views) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE NO OTHERS) AS c FROM posts;

-- name: Filtered :many
SELECT sum(views) FILTER (WHERE rating > 3) OVER (ORDER BY id) AS good FROM posts;
