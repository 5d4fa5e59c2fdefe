-- name: Casts :many
SELECT CAST(score AS int) AS a, score::bigint AS b, note::char(3) AS c, total::text AS d, '5'::numeric(5, 2) AS e, mood::text AS f,
  'sad'::mood AS g, price::int AS i, ratio::real AS j, text(price) AS k, int4('5') AS l, 'days'::regclass AS m,
  '{1,2}'::int[] AS n, ARRAY[score]::bigint[] AS o, inet '10.0.0.1' AS p, mood 'ok' AS q
FROM days;
