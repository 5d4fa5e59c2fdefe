-- PostgreSQL's own choice among its operators.
-- name: Numbers :many
SELECT score + total AS a, score + price AS b, price * ratio AS c, rate + ratio AS d, rate * price AS e, total / 2 AS f, score % 2 AS g,
  price / 3 AS h, 2 ^ score AS i, price ^ 2 AS j, @ score AS k, |/ ratio AS l, total << 1 AS m, score & 1 AS n, -score AS o, score::int / 2.0 AS p
FROM days;

-- name: Functions :many
SELECT round(price) AS a, round(price, 1) AS b, round(ratio) AS c, ceil(price) AS d, floor(ratio) AS e, abs(score) AS f, mod(total, 3) AS g,
  power(score, 2) AS h, sqrt(price) AS i, greatest(score, total) AS j, least(price, 1) AS k, div(price, 2) AS l, trunc(price, 1) AS m
FROM days;
