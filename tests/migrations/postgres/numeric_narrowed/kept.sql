SELECT price FROM t; -- 1.23
