SELECT a, b, c FROM t; -- é, é, é
