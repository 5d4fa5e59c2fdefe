-- A field can be NULL whatever the column says.
-- name: Fields :many
SELECT (price).currency, (items.old_price).amount FROM items;

-- name: Elements :many
SELECT history[1].amount, (history[2]).currency FROM items;

-- name: Star :many
SELECT id, (price).* FROM items;

-- name: Derived :many
SELECT (s.pair).f1 AS first, (s.pair).f2 AS second FROM (SELECT ROW(id, 'x'::text) AS pair FROM items) AS s;

-- name: OfSubselect :many
SELECT (t).a, (t).b FROM (SELECT 1 AS a, NULL::text AS b) AS t;
