SELECT v FROM w; -- 2
