-- name: Strings :many
SELECT length(title) AS n, upper(body) AS loud, substring(title FROM 2 FOR 3) AS part, substring(title FROM 'a.') AS found,
  substring(title, 2) AS rest, substring(title SIMILAR 'a#"b#"c' ESCAPE '#') AS middle, overlay(title PLACING 'x' FROM 2 FOR 1) AS laid,
  position('a' IN title) AS place, trim(BOTH 'x' FROM title) AS trimmed, trim(LEADING FROM title) AS left_trimmed, title || body AS joined,
  concat(title, body) AS both, concat_ws(', ', title, body) AS listed, format('%s', body) AS formatted
FROM texts;

-- name: Variadic :many
SELECT concat(VARIADIC ARRAY['a', 'b']) AS joined, concat_ws(',', VARIADIC @parts::text[]) AS parts, normalize(title, NFC) AS normal,
  title IS NORMALIZED AS is_normal, left(title, @count) AS start, lpad(title, 5) AS padded, split_part(title, ',', 1) AS piece
FROM texts;
