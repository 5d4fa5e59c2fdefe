-- name: Literals :many
SELECT DATE '2020-01-01' AS a, TIMESTAMP '2020-01-01 00:00:00' AS b, TIME '10:00:00' AS c, X'1F' AS d, 0x1F AS e, b'101' AS f, 1.5 AS g, 1e3 AS h, TRUE AS i, 'a' AS j, 5--3 AS k;
