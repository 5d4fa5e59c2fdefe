-- What only MariaDB has, or MySQL as well.

-- name: Division :many
SELECT pages / 2 AS half, pages DIV 2 AS whole_half, pages % 2 AS rest, pages / weight AS density FROM books;

-- name: Conditionals :many
SELECT IFNULL(subtitle, '') AS a, IF(pages > 1, title, subtitle) AS b, HEX(title) AS c, INSTR(title, 'a') AS d, QUOTE(subtitle) AS e,
  ELT(pages, title, subtitle) AS f, FIELD(kind, 'novel', 'poetry') AS g
FROM books;

-- name: Sets :many
SELECT keywords, FIND_IN_SET('rare', keywords) > 0 AS is_rare FROM books WHERE keywords = @keywords;

-- name: Kinds :many
SELECT kind, CONCAT(kind) AS word, kind = 'novel' AS novel FROM books WHERE kind = @kind;

-- name: Json :many
SELECT JSON_EXTRACT(notes, '$.a') AS inner_value, JSON_UNQUOTE(JSON_EXTRACT(notes, '$.a')) AS inner_text, JSON_VALUE(notes, '$.a.b') AS deep,
  JSON_TYPE(notes) AS kind, JSON_CONTAINS(notes, '{}') AS contains
FROM books;

-- name: Aggregates :many
SELECT author_id, GROUP_CONCAT(title ORDER BY title SEPARATOR ', ') AS titles, GROUP_CONCAT(subtitle) AS subtitles, JSON_ARRAYAGG(price) AS prices,
  BIT_OR(pages) AS bits, STDDEV(pages) AS spread
FROM books GROUP BY author_id;

-- name: Dates :many
SELECT due_on + INTERVAL 7 DAY AS later, DATEDIFF(due_on, returned_on) AS days, NOW() AS at, EXTRACT(YEAR FROM due_on) AS year,
  DATE(published_at) AS day, DATE_FORMAT(published_at, '%Y-%m') AS month, TIMESTAMPDIFF(HOUR, published_at, NOW()) AS hours
FROM loans JOIN books ON books.id = loans.book_id;

-- name: Windows :many
SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place, LAG(title) OVER (ORDER BY id) AS before_it, SUM(pages) OVER (ORDER BY id) AS running,
  COUNT(*) OVER (PARTITION BY author_id) AS amount, FIRST_VALUE(title) OVER (PARTITION BY author_id ORDER BY id) AS first
FROM books;

-- name: Matches :many
SELECT id FROM books WHERE title REGEXP @regex AND title NOT LIKE @pattern;

-- name: Greatest :many
SELECT GREATEST(price, 1) AS a, LEAST(pages, 10) AS b, GREATEST(price, weight) AS c FROM books;

-- name: Rows :many
SELECT j.word, j.place FROM books, JSON_TABLE(books.notes, '$[*]' COLUMNS (place FOR ORDINALITY, word VARCHAR(20) PATH '$')) AS j;

-- name: Rollup :many
SELECT author_id, kind, COUNT(*) AS amount FROM books GROUP BY author_id, kind WITH ROLLUP;
