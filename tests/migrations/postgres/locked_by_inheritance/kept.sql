SELECT n FROM a; -- 2
