SELECT lo, hi FROM t; -- 2, 3
