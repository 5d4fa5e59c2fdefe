-- name: Literals :one
SELECT _utf8mb4'x' AS a, N'x' AS b, x'4D' AS c, 0x4D AS d, b'101' AS e, 0b11 AS f, _latin1 x'4D' AS g,
  _utf8mb4'x' COLLATE utf8mb4_bin AS h, _binary'x' AS i, n'y' AS j, _utf8mb4 0x4D AS k;

-- name: Compared :many
SELECT id FROM customers WHERE email = _utf8mb4 x'4D' AND name = N'x' AND note <> _latin1'z';
