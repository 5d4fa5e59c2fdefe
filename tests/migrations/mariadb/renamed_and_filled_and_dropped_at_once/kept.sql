-- one way
SELECT first, last FROM t ORDER BY id; -- Ada, L | , X
