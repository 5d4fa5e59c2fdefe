-- name: Values :many
SELECT first_value(title) OVER w AS a, last_value(title) OVER w AS b, nth_value(title, 1) OVER w AS c, nth_value(title, 2) OVER w AS d, lag(title, 1, '') OVER w AS e, lead(views, 1, 0) OVER w AS f, first_value(title) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) AS g FROM posts WINDOW w AS (PARTITION BY user_id ORDER BY id);
