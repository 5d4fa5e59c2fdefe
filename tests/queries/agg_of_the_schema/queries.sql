-- name: All :one
SELECT total(amount), total_text(amount), old_total(id) FROM sales;

-- name: ByShop :many
SELECT shop, total(amount) AS amount, total(amount) FILTER (WHERE amount > 1) AS more FROM sales GROUP BY shop HAVING total(amount) > @least;

-- name: Window :many
SELECT id, total(amount) OVER (PARTITION BY shop ORDER BY id) AS running FROM sales;

-- name: Ordered :one
SELECT total(amount ORDER BY id), total(DISTINCT amount) AS distinct_total FROM sales;

-- name: InSubselect :many
SELECT s.shop FROM sales s WHERE s.amount = (SELECT total(o.amount) FROM sales o WHERE o.shop = s.shop);
