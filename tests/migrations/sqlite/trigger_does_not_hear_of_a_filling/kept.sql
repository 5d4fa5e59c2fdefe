SELECT a, b, n FROM t; -- x, X, 0
