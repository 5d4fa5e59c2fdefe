SELECT state FROM t; -- b
