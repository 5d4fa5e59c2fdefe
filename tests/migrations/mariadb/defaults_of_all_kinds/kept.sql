SELECT a + 0, b, c, e, f, g, j, k, l, n, o FROM t; -- 5, it's, say "x", 1, -1.50, 2020-01-02, long, ab, 3, 1000, x,y
