-- The expression of GROUP BY need not be grouped again; its parts would have to be.
-- name: ByMonth :many
SELECT date_trunc('month', sold_on) AS month, sum(amount) AS total
FROM sales GROUP BY date_trunc('month', sold_on) ORDER BY month;

-- name: ByNumber :many
SELECT lower(region) AS region, count(*) FROM sales GROUP BY 1;

-- name: ByAlias :many
SELECT coalesce(city, 'none') AS place, max(bonus) AS best FROM sales GROUP BY place;

-- name: PartOfIt :many
SELECT upper(lower(region)) AS loud FROM sales GROUP BY lower(region);
