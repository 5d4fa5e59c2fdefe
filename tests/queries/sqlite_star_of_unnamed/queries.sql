-- What SQLite calls an expression without AS is not to be relied upon: the star stays.
-- name: Derived :many
SELECT * FROM (SELECT customer, count(*), sum(total) AS total FROM orders GROUP BY customer) AS c;

-- name: Common :many
WITH c AS (SELECT customer, count(*) FROM orders GROUP BY customer)
SELECT c.*, o.* FROM c JOIN orders o USING (customer);

-- name: Named :many
WITH c (customer, orders) AS (SELECT customer, count(*) FROM orders GROUP BY customer)
SELECT * FROM c;

-- name: InParentheses :many
SELECT * FROM (SELECT (customer), total COLLATE NOCASE FROM orders) AS o;

-- A window may be used by none, and IS binds less closely than a comparison.
-- name: IsOfAComparison :many
SELECT id, customer IS NOT NULL > total AS odd FROM orders WHERE customer IS NULL = total;
