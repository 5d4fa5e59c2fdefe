SELECT k FROM p; -- 2
