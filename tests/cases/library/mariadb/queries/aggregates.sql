-- Aggregates, grouped and not.

-- name: Ungrouped :one
SELECT count(*) AS amount, count(price) AS priced, sum(pages) AS pages, avg(price) AS price, min(title) AS first, max(published_at) AS latest FROM books;

-- name: Grouped :many
SELECT author_id, count(*) AS amount, sum(pages) AS pages, avg(pages) AS mean, max(price) AS dearest, min(title) AS first FROM books GROUP BY author_id;

-- name: GroupedByNullable :many
SELECT subtitle, count(*) AS amount FROM books GROUP BY subtitle;

-- name: Filtered :many
SELECT author_id, sum(in_print) AS printed, sum(CASE WHEN in_print THEN pages END) AS pages FROM books GROUP BY author_id;

-- name: OverOuterJoin :many
SELECT a.id, count(b.id) AS books, max(b.pages) AS longest, sum(b.pages) AS pages
FROM authors a LEFT JOIN books b ON b.author_id = a.id GROUP BY a.id;

-- name: CoalescedSum :one
SELECT coalesce(sum(pages), 0) AS pages FROM books WHERE author_id = @author_id;

-- name: Having :many
SELECT author_id, max(pages) AS longest FROM books GROUP BY author_id HAVING count(*) > @least;

-- name: GroupedExpression :many
SELECT lower(title) AS name, count(*) AS amount FROM books GROUP BY lower(title) ORDER BY amount DESC;

-- name: UngroupedHaving :opt
SELECT max(pages) AS longest FROM books HAVING count(*) > 0;

-- name: DistinctRows :many
SELECT DISTINCT kind, subtitle FROM books;

-- name: CountDistinct :one
SELECT count(DISTINCT subtitle) AS amount FROM books;
