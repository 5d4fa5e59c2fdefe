-- one way
SELECT first, last FROM t; -- Ada, Lovelace
