SELECT id, name, extra FROM child; -- 1, a, 2
