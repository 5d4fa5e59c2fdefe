SELECT a, b, c FROM t; -- x, y, z
