-- What only SQLite has.

-- name: NullableKeys :many
SELECT s.code, s.color, r.code AS room, r.seats FROM stamps s, rooms r;

-- name: Division :many
SELECT pages / 2 AS half, pages % 2 AS rest, pages / weight AS density FROM books;

-- name: Conditionals :many
SELECT ifnull(subtitle, '') AS a, iif(pages > 1, title, subtitle) AS b, typeof(price) AS c, hex(title) AS d, instr(title, 'a') AS e,
  unicode(title) AS f, printf('%s', subtitle) AS g, quote(subtitle) AS h
FROM books;

-- name: Aggregates :many
SELECT author_id, group_concat(title) AS titles, group_concat(subtitle, ', ') AS subtitles, total(price) AS priced, json_group_array(subtitle) AS all_of_them FROM books GROUP BY author_id;

-- name: Totals :one
SELECT total(price) AS priced, group_concat(title) AS titles, json_group_array(title) AS listed FROM books;

-- name: Dates :many
SELECT date(published_at) AS day, datetime('now') AS at, strftime('%Y', published_at) AS year, julianday(due_on) AS number
FROM loans JOIN books ON books.id = loans.book_id;

-- name: Windows :many
SELECT id, row_number() OVER (ORDER BY id) AS place, lag(title) OVER (ORDER BY id) AS before, sum(pages) OVER (ORDER BY id) AS running FROM books;

-- name: Glob :many
SELECT id FROM books WHERE title GLOB @pattern;

-- name: JsonTable :many
SELECT b.id, CAST(json_extract(b.subtitle, '$.a') AS TEXT) AS a FROM books b WHERE json_valid(b.subtitle);

-- name: Rowids :many
SELECT rowid, title FROM books;
