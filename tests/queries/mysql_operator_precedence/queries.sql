-- `=`, `<`, `<=>` and IS are one level, read from the left: what IS tests is the comparison.
-- name: Compared :many
SELECT paid = amount IS NULL AS a, amount IS NULL = 1 AS b, amount <=> paid = 0 AS c, paid = 1 < 2 AS d FROM orders;

-- LIKE and IN bind closer than `=`, BETWEEN between them.
-- name: Predicates :many
SELECT paid = code LIKE 'x%' AS a, paid < amount IN (1, 2) AS b, NOT code LIKE 'x%' AS c,
  code LIKE 'x%' BETWEEN 0 AND 1 AS d, amount BETWEEN 1 AND 3 AND paid AS e
FROM orders;

-- `||` is OR; XOR stands between OR and AND.
-- name: Joined :many
SELECT paid = 1 || amount = 1 AS a, paid XOR amount IS NULL AS b, paid = 1 && code = 'x' AS c FROM orders;

-- `!`, `~`, a sign and BINARY take a value and no more.
-- name: Signs :many
SELECT !paid + paid AS a, !amount = 1 AS b, -paid ^ 2 AS c, ~paid & 1 AS d, BINARY code = 'x' AS e, !!paid AS f FROM orders;

-- name: Bits :many
SELECT paid | 1 << 2 + 3 AS a, 7 DIV 2 * paid AS b, paid & 1 = 1 AS c FROM orders;

-- What a variable is given is everything that follows.
-- name: Given :many
SELECT @found := paid = 1 AS found FROM orders;
