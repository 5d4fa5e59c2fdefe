SELECT astext(p) FROM t; -- POINT(1 2)
