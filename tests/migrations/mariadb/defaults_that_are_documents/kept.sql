SELECT a, c FROM t; -- {}, []
