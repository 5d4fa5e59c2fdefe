SELECT mood FROM t; -- b
