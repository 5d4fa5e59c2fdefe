SELECT state, tags FROM t; -- open, a,b
