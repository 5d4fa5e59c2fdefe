-- What only PostgreSQL has.

-- name: Arrays :many
SELECT keywords, keywords[1] AS first, array_length(keywords, 1) AS amount, keywords || 'x'::text AS more, cardinality(keywords) AS size FROM books;

-- name: AnyOfArray :many
SELECT id FROM books WHERE id = ANY(@ids::bigint[]);

-- name: Json :many
SELECT notes -> 'a' AS inner_value, notes ->> 'a' AS inner_text, notes #>> '{a,b}' AS deep, jsonb_typeof(notes) AS kind, notes @> '{}' AS contains FROM books;

-- name: Aggregates :many
SELECT author_id, array_agg(subtitle) AS subtitles, string_agg(title, ', ') AS titles, jsonb_agg(price) AS prices, bool_and(in_print) AS printed,
  stddev(pages) AS spread
FROM books GROUP BY author_id;

-- name: Dates :many
SELECT due_on + 7 AS later, due_on - returned_on AS days, now() AS at, age(now(), published_at)::text AS age,
  extract(year FROM due_on) AS year, date_trunc('month', published_at) AS month, published_at + interval '1 day' AS tomorrow
FROM loans JOIN books ON books.id = loans.book_id;

-- name: Windows :many
SELECT id, row_number() OVER (ORDER BY id) AS place, lag(title) OVER (ORDER BY id) AS before, sum(pages) OVER (ORDER BY id) AS running,
  count(*) OVER (PARTITION BY author_id) AS amount, first_value(title) OVER (PARTITION BY author_id ORDER BY id) AS first
FROM books;

-- name: Concats :many
SELECT concat(title, subtitle) AS a, concat_ws('-', title, subtitle) AS b, format('%s', subtitle) AS c, quote_nullable(subtitle) AS d FROM books;

-- name: Lateral :many
SELECT a.name, b.title FROM authors a LEFT JOIN LATERAL (SELECT title FROM books WHERE author_id = a.id ORDER BY pages LIMIT 1) b ON true;

-- name: DistinctOn :many
SELECT DISTINCT ON (author_id) author_id, title, subtitle FROM books ORDER BY author_id, pages DESC;

-- name: Greatest :many
SELECT greatest(price, 1) AS a, least(pages, 10) AS b, greatest(price, weight) AS c FROM books;

-- name: EnumValues :many
SELECT kind, kind::text AS word, 'poetry'::book_kind AS poetry, kind = 'novel' AS novel FROM books WHERE kind = @kind;

-- name: ILike :many
SELECT id FROM books WHERE title ILIKE @pattern AND title ~ @regex;

-- name: DeleteUsing :many
DELETE FROM loans USING books WHERE books.id = loans.book_id AND books.pages > @least RETURNING loans.id, books.subtitle;

-- name: WritingCte :many
WITH gone AS (DELETE FROM loans WHERE due_on < @before RETURNING book_id, returned_on)
SELECT b.title, gone.returned_on FROM gone JOIN books b ON b.id = gone.book_id;
