SELECT count(*) FROM t WHERE a = 'X'; -- 1
SELECT count(*) FROM t WHERE b = 'y'; -- 0
SELECT count(*) FROM t WHERE c = 'z  '; -- 1
