SELECT m FROM t; -- 9
