SELECT f(1), f(1, 2); -- 10, 3
