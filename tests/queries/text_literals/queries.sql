-- name: Literals :one
SELECT E'a\nb' AS escaped, U&'d\0061t' AS unicode, $$a'b$$ AS dollars, 'ab' AS two, B'101' AS bits, X'1F' AS hex, N'abc' AS national;

-- name: Numbers :one
SELECT 1 AS i, 1.5 AS n, 1e10 AS e, .5 AS half, 2147483648 AS big, -2147483648 AS least, 9223372036854775808 AS huge, -1.5 AS negative;
