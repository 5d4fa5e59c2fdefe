-- name: Patterns :many
SELECT id, alias FROM notes WHERE title ~~ ANY (@patterns) AND alias ~~* ALL (ARRAY['a%', '%b']);

-- name: Contained :many
SELECT id, doc FROM notes WHERE doc @> ANY (@parts::jsonb[]) AND span @> ANY ('{1,2}'::integer[]);

-- name: AllSayNothing :many
SELECT id, doc, span FROM notes WHERE doc @> ALL (@parts::jsonb[]) OR NOT (span @> ANY (@points::integer[]));

-- name: Overlapping :many
SELECT id, tags && ANY (SELECT o.tags FROM notes o WHERE o.id <> notes.id) AS shares,
  span && ANY (SELECT o.span FROM notes o) AS touches
FROM notes;

-- name: OfASchema :many
SELECT id FROM notes WHERE alias OPERATOR(pg_catalog.=) ANY (@aliases) AND id OPERATOR(pg_catalog.<>) ALL (VALUES (1), (2));

-- name: Joined :many
SELECT id FROM notes WHERE title || 'x' ^@ ANY ((SELECT array_agg(title) FROM notes)::text[]);
