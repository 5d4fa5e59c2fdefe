SELECT x, "Why" FROM b; -- 1, 2
