SELECT n FROM w; -- 2
