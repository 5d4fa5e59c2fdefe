-- Expressions, and when they are NULL.

-- name: Arithmetic :many
SELECT id, pages + 1 AS more, price * 2 AS dearer, pages * 2.5 AS weighed, -pages AS negative, weight + pages AS heavy FROM books;

-- name: Comparison :many
SELECT id, pages > 100 AS is_long, price > 10 AS dear, subtitle = 'a' AS plain, subtitle IS NULL AS bare, price IS NOT NULL AS priced FROM books;

-- name: Logic :many
SELECT id, in_print AND pages > 1 AS readable, in_print OR price > 1 AS sold, NOT in_print AS gone FROM books;

-- name: Concatenation :many
SELECT CONCAT(title, '!') AS loud, CONCAT(title, subtitle) AS full_title FROM books;

-- name: Coalesce :many
SELECT coalesce(subtitle, '') AS a, coalesce(subtitle, title) AS b, coalesce(price, weight) AS c, coalesce(subtitle, @fallback) AS d FROM books;

-- name: NullIf :many
SELECT nullif(title, 'a') AS a, coalesce(nullif(title, 'a'), '-') AS b FROM books;

-- name: CaseWithElse :many
SELECT CASE WHEN pages > 100 THEN 'long' ELSE 'short' END AS length,
  CASE kind WHEN 'novel' THEN title ELSE subtitle END AS named,
  CASE WHEN pages > 1 THEN pages END AS counted
FROM books;

-- name: CaseOfGuard :many
SELECT CASE WHEN subtitle IS NOT NULL THEN subtitle ELSE title END AS shown FROM books;

-- name: Casts :many
SELECT CAST(pages AS CHAR) AS a, CAST(subtitle AS CHAR(10)) AS b, CAST(price AS SIGNED) AS c FROM books;

-- name: Functions :many
SELECT lower(title) AS a, upper(subtitle) AS b, length(title) AS c, abs(pages) AS d, round(price) AS e,
  replace(title, 'a', 'b') AS f, trim(subtitle) AS g, substr(title, 1, 2) AS h
FROM books;

-- name: InList :many
SELECT id, kind IN ('novel', 'poetry') AS fiction, price IN (1.5, 2) AS cheap FROM books;

-- name: Between :many
SELECT id FROM books WHERE pages BETWEEN @low AND @high;

-- name: LikeText :many
SELECT id, title LIKE 'a%' AS a, subtitle LIKE '%b' AS b FROM books WHERE title LIKE @pattern;

-- name: Literals :one
SELECT 1 AS one, 1.5 AS number, 'a' AS text, TRUE AS yes;

-- name: Exists :many
SELECT a.id, EXISTS (SELECT 1 FROM books b WHERE b.author_id = a.id) AS has_books FROM authors a;

-- name: ScalarSubqueries :many
SELECT a.id,
  (SELECT b.title FROM books b WHERE b.author_id = a.id LIMIT 1) AS some_title,
  (SELECT count(*) FROM books b WHERE b.author_id = a.id) AS amount,
  (SELECT max(b.pages) FROM books b WHERE b.author_id = a.id) AS longest,
  coalesce((SELECT sum(b.pages) FROM books b WHERE b.author_id = a.id), 0) AS pages
FROM authors a;

-- name: InSubquery :many
SELECT name, id IN (SELECT author_id FROM books) AS writes, mentor_id IN (SELECT editor_id FROM books) AS edited FROM authors;
