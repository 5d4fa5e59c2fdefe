-- name: Amounts :many
SELECT price, share, factor, rate, exact_ratio, other, fixed_one FROM amounts WHERE price > ? AND rate < ?;

-- name: Arithmetic :many
SELECT price * 2 AS a, price / 3 AS b, price + factor AS c, price % 2 AS e, rate * 2 AS f, -price AS g,
  share + other AS h
FROM amounts;
