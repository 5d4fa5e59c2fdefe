SELECT c FROM t; -- 5
