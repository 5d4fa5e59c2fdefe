SELECT a, b FROM t; -- x, y
