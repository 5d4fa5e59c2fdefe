SELECT n, m FROM v2; -- 1, X
SELECT c FROM v3; -- 1
