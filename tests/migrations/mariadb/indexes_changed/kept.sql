SELECT a, b, c FROM t; -- x, y, 2
