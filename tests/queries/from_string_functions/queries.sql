-- name: Words :many
SELECT texts.id, word FROM texts, regexp_split_to_table(texts.body, '\s+') AS word;

-- name: Parts :many
SELECT part, nr FROM texts, string_to_table(texts.note, ',') WITH ORDINALITY AS p(part, nr);

-- A row for each match; a group may not be part of it.
-- name: Matches :many
SELECT m AS groups, m[1] AS first FROM texts, regexp_matches(texts.body, '(a)|(b)', 'g') AS m;
